# expect: unique is lazy
"""Takes `dict.fromkeys` for an iterator, though it reads all there is."""

from solutions.structures.set_reconcile import Plan, common_to_all, reconcile
from solutions.structures.set_reconcile import unique as right

__all__ = ["Plan", "common_to_all", "reconcile", "unique"]


def unique(items, key=None):
    return iter(list(right(items, key)))
