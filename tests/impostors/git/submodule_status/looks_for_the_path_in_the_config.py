# expect: nothing is wrong: problems of libs/core must be \(\); got \('uninitialised',\)
"""Looks for `submodule.<path>.url` in the configuration, not for the name."""

import subprocess

from solutions.git import submodule_status as reference
from solutions.git.submodule_status import Submodule, entries, gitlinks, line

__all__ = ["Submodule", "entries", "gitlinks", "inspect", "line"]


def inspect(repository):
    found = []
    for module in reference.inspect(repository):
        rest = tuple(each for each in module.problems if each != "uninitialised")
        alone = {"no_gitlink", "no_entry", "conflict"} & {*rest}
        words = "git", "config", f"submodule.{module.path}.url"
        missing = subprocess.run(words, cwd=repository, capture_output=True).returncode
        found.append(
            module._replace(problems=("uninitialised", *rest) if missing and not alone else rest)
        )
    return found
