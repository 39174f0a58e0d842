# expect: the folder is empty: checked_out of libs/core must be None; got '[0-9a-f]{40}'
"""Asks git for HEAD in an empty folder, and gets that of the superproject."""

import subprocess

from solutions.git import submodule_status as reference
from solutions.git.submodule_status import Submodule, entries, gitlinks, line

__all__ = ["Submodule", "entries", "gitlinks", "inspect", "line"]


def head(folder):
    if not folder.is_dir():
        return None
    words = "git", "rev-parse", "HEAD"
    done = subprocess.run(words, cwd=folder, capture_output=True, encoding="utf-8")
    return done.stdout.strip() or None


def inspect(repository):
    links, found = gitlinks(repository), []
    for module in reference.inspect(repository):
        actual = head(repository / module.path)
        problems = module.problems
        if "not_cloned" in problems and actual:
            problems = (*(each for each in problems if each != "not_cloned"), "other_commit")
        found.append(Submodule(module.path, module.name, links.get(module.path), actual, problems))
    return found
