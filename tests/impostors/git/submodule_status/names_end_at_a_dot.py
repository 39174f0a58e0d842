# expect: the name need not be the path
"""Splits the keys of .gitmodules at every dot, and so cuts a name that contains one."""

import subprocess

from solutions.git.submodule_status import Submodule, gitlinks, inspect, line

__all__ = ["Submodule", "entries", "gitlinks", "inspect", "line"]


def entries(repository):
    words = "git", "config", "--file", ".gitmodules", "--list", "-z"
    done = subprocess.run(words, cwd=repository, capture_output=True, encoding="utf-8")
    names = {}
    for item in done.stdout.split("\0")[:-1]:
        key, value = item.split("\n")
        if key.startswith("submodule.") and key.endswith(".path"):
            names[value] = key.split(".")[1]
    return names
