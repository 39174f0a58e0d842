# expect: neither for the ARG itself nor for other steps
"""Lets a new value of an argument miss where the ARG stands."""

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
            set_args = frozenset(args.items()) if step.keyword in ("ARG", "RUN") else ()
            found = frozenset((path, file.data, file.mode) for path, file in copied.items())
            key = (key, step.keyword, step.text, set_args, found)
            hits.append(key in self._results)
            if key not in self._results:
                self._results[key] = self._make(step, files, copied)
            files = self._results[key]
        return Build(hits, files)
