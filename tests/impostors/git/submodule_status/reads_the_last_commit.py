# expect: what was added to the index counts, though it is not committed
"""Reads the gitlinks from the tree of the last commit, not from the index."""

import subprocess

from solutions.git import submodule_status as reference
from solutions.git.submodule_status import Submodule, entries, line

__all__ = ["Submodule", "entries", "gitlinks", "inspect", "line"]


def gitlinks(repository):
    links = reference.gitlinks(repository)
    words = "git", "ls-tree", "-r", "-z", "HEAD"
    done = subprocess.run(words, cwd=repository, capture_output=True, encoding="utf-8")
    for item in done.stdout.split("\0")[:-1]:
        about, _, path = item.partition("\t")
        mode, _, commit = about.split()
        if mode == "160000" and path in links:
            links[path] = commit
    return links


def inspect(repository):
    return reference.inspect(repository)
