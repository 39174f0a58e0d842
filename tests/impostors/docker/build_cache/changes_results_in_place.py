# expect: the RUN is a hit, and when it was made there was no /apple
"""Copies into the dict of the step before, which the cache still holds as that one's result."""

from solutions.docker.build_cache import Build, File, Stage, Step
from solutions.docker.build_cache import BuildCache as Reference

__all__ = ["Build", "BuildCache", "File", "Stage", "Step"]


class BuildCache(Reference):
    def _make(self, step, files, copied):
        if step.keyword == "RUN":
            return self._run(step.text, files)
        for path, file in copied.items():
            files[step.target + path] = file
        return files
