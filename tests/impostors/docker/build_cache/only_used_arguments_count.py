# expect: DEBUG has another value, which counts for every RUN
"""Compares only the arguments that the command mentions, as if it were read."""

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
            used = {name: value for name, value in args.items() if f"${name}" in step.text}
            set_args = frozenset(used.items()) if step.keyword == "RUN" else ()
            found = frozenset((path, file.data, file.mode) for path, file in copied.items())
            key = (key, step.keyword, step.text, set_args, found)
            hits.append(key in self._results)
            if key not in self._results:
                self._results[key] = self._make(step, files, copied)
            files = self._results[key]
        return Build(hits, files)
