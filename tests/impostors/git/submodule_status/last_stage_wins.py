# expect: is in conflict, in the stages
"""Takes the commit of the last stage for the recorded one while a merge is in conflict."""

import subprocess

from solutions.git.submodule_status import Submodule, entries, inspect, line

__all__ = ["Submodule", "entries", "gitlinks", "inspect", "line"]


def gitlinks(repository):
    words = "git", "ls-files", "--stage", "-z"
    done = subprocess.run(words, cwd=repository, capture_output=True, encoding="utf-8")
    items = [item.split("\t", 1) for item in done.stdout.split("\0")[:-1]]
    return {path: about[7:47] for about, path in items if about.startswith("160000")}
