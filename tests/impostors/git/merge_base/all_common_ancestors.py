# expect: o and a are common, too, but b has them all
"""Returns all common ancestors, also those that are ancestors of another one."""

from solutions.git.merge_base import *  # noqa: F403
from solutions.git.merge_base import _ancestors


def merge_bases(parents, a, b):
    return _ancestors(parents, a) & _ancestors(parents, b)
