# expect: of no sets, the answer is an empty set, but the call raised
"""Calls `set.intersection(*sets)`, which needs at least one."""

from solutions.structures.set_reconcile import Plan, reconcile, unique

__all__ = ["Plan", "common_to_all", "reconcile", "unique"]


def common_to_all(sets):
    return set.intersection(*sets)
