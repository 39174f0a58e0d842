# expect: files with odd names were staged
"""Takes a line of git's output for a name: git quotes some names, and others have two lines."""

from solutions.git.commit_hooks import *  # noqa: F403
from solutions.git.commit_hooks import _content, _git


def pre_commit():
    options = ("--raw", "--no-renames", "--no-abbrev", "--diff-filter=d")
    lines = _git("diff", "--cached", *options).decode().splitlines()
    changes = [line.split("\t", 1) for line in lines]
    return [name for change, name in changes if b"NOCOMMIT" in _content(change)]
