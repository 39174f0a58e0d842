# expect: a new set, not the very one
"""Starts from the first set itself and intersects it in place."""

from solutions.structures.set_reconcile import Plan, reconcile, unique

__all__ = ["Plan", "common_to_all", "reconcile", "unique"]


def common_to_all(sets):
    common = None
    for each in sets:
        if common is None:
            common = each
        else:
            common &= each
    return set() if common is None else common
