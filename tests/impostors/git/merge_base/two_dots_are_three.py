# expect: b has all that o has
"""Takes a..b for a...b, and lists what either has and the other lacks."""

from solutions.git.merge_base import *  # noqa: F403
from solutions.git.merge_base import _ancestors


def two_dot(parents, a, b):
    return _ancestors(parents, a) ^ _ancestors(parents, b)
