# expect: link became a file, one file was renamed and edited
"""Filters for ACM: added, copied, modified; what git takes for a rename slips through."""

from solutions.git.commit_hooks import *  # noqa: F403
from solutions.git.commit_hooks import _content, _git


def pre_commit():
    options = ("--raw", "-z", "--no-abbrev", "--diff-filter=ACM")
    pieces = _git("diff", "--cached", *options).decode().split("\0")
    changes = zip(pieces[::2], pieces[1::2], strict=False)
    return [name for change, name in changes if b"NOCOMMIT" in _content(change)]
