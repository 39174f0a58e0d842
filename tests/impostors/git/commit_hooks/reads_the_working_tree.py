# expect: two files were staged with the mark, then one was cleaned
"""Asks the index for names, and then opens the files of the working tree."""

from pathlib import Path

from solutions.git.commit_hooks import *  # noqa: F403
from solutions.git.commit_hooks import _git


def pre_commit():
    names = _git("diff", "--cached", "--name-only", "-z", "--diff-filter=d").decode().split("\0")
    files = [name for name in names if Path(name).is_file()]
    return [name for name in files if b"NOCOMMIT" in Path(name).read_bytes()]
