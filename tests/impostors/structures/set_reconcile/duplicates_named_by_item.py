# expect: must name the key, 'web@eu'
"""Shows the items in the error, and leaves it to the reader to work out their key."""

from solutions.structures.set_reconcile import Plan, common_to_all, unique
from solutions.structures.set_reconcile import reconcile as right

__all__ = ["Plan", "common_to_all", "reconcile", "unique"]


def reconcile(current, desired, *, key):
    current, desired = list(current), list(desired)
    try:
        return right(current, desired, key=key)
    except ValueError:
        raise ValueError(f"two items with one key in {current} or {desired}") from None
