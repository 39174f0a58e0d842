# expect: no COPY copies one of the files that changed
"""Compares all files of the context or the stage, not only those that are copied."""

from solutions.docker.build_cache import Build, File, Stage, Step, _below, _declared
from solutions.docker.build_cache import BuildCache as Reference

__all__ = ["Build", "BuildCache", "File", "Stage", "Step"]


class BuildCache(Reference):
    def _build_stage(self, stage, sources, build_args):
        key = stage.base
        hits, files, args = [], {}, {}
        for step in stage.steps:
            copied = {}
            if step.keyword == "ARG":
                args |= _declared(step.text, build_args)
            if step.keyword == "COPY":
                copied = _below(sources[step.stage], step.source)
            set_args = frozenset(args.items()) if step.keyword == "RUN" else ()
            all_files = sources[step.stage] if step.keyword == "COPY" else {}
            found = frozenset((path, file.data, file.mode) for path, file in all_files.items())
            key = (key, step.keyword, step.text, set_args, found)
            hits.append(key in self._results)
            if key not in self._results:
                self._results[key] = self._make(step, files, copied)
            files = self._results[key]
        return Build(hits, files)
