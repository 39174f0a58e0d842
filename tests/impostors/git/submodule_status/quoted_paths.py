# expect: (?s)the path 'a"b.+c' stays as it is.*and not \{'"a
"""Reads `git ls-files` without `-z`, so that some paths come quoted."""

import subprocess

from solutions.git.submodule_status import Submodule, entries, inspect, line

__all__ = ["Submodule", "entries", "gitlinks", "inspect", "line"]


def gitlinks(repository):
    words = "git", "ls-files", "--stage"
    done = subprocess.run(words, cwd=repository, capture_output=True, encoding="utf-8")
    links = {}
    for item in done.stdout.splitlines():
        about, path = item.split("\t")
        mode, commit, stage = about.split()
        if mode == "160000":
            links[path] = commit if stage == "0" else None
    return links
