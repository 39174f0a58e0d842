# expect: the first stage was made again, but /out has the data
"""Lets a COPY from a stage miss whenever the stage was made anew, whatever it made."""

from solutions.docker.build_cache import Build, File, Stage, Step, _below, _declared
from solutions.docker.build_cache import BuildCache as Reference

__all__ = ["Build", "BuildCache", "File", "Stage", "Step"]


class BuildCache(Reference):
    def __init__(self, run):
        super().__init__(run)
        self._ends = {}

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
            found = frozenset((path, file.data, file.mode) for path, file in copied.items())
            if step.stage:
                found = self._ends[step.stage]
            key = (key, step.keyword, step.text, set_args, found)
            hits.append(key in self._results)
            if key not in self._results:
                self._results[key] = self._make(step, files, copied)
            files = self._results[key]
        self._ends[stage.name] = key
        return Build(hits, files)
