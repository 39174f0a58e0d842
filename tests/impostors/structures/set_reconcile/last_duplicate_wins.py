# expect: the key 'web@eu' is twice in current
"""Makes the dicts by comprehension, which keeps the last of two items with one key."""

from solutions.structures.set_reconcile import Plan, common_to_all, unique
from solutions.structures.set_reconcile import reconcile as right

__all__ = ["Plan", "common_to_all", "reconcile", "unique"]


def reconcile(current, desired, *, key):
    have = {key(item): item for item in current}
    want = {key(item): item for item in desired}
    known = {id(item): name for side in (have, want) for name, item in side.items()}
    return right(have.values(), want.values(), key=lambda item: known[id(item)])
