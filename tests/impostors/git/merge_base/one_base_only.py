# expect: in a criss-cross both are bases
"""Takes the common ancestor with the longest history for the only merge base."""

from solutions.git.merge_base import *  # noqa: F403
from solutions.git.merge_base import _ancestors


def merge_bases(parents, a, b):
    common = sorted(_ancestors(parents, a) & _ancestors(parents, b))
    return set(sorted(common, key=lambda commit: len(_ancestors(parents, commit)))[-1:])
