# expect: the mode of /app/main has changed
"""Compares the data of files, but not their modes."""

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
            found = frozenset((path, file.data) for path, file in copied.items())
            key = (key, step.keyword, step.text, set_args, found)
            hits.append(key in self._results)
            if key not in self._results:
                self._results[key] = self._make(step, files, copied)
            files = self._results[key]
        return Build(hits, files)
