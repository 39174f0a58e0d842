# expect: a set of 3 decides the work, and it stands at index 2
"""Copies the first set and shrinks it, however large it is and wherever the smallest stands."""

from solutions.structures.set_reconcile import Plan, reconcile, unique

__all__ = ["Plan", "common_to_all", "reconcile", "unique"]


def common_to_all(sets):
    first, *others = [*sets] or [()]
    return set(first).intersection(*others)
