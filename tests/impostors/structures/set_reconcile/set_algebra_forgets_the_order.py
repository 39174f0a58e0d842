# expect: new keys 9, 7, 8 in this order
"""Takes the differences of the sets of keys and goes through them as they come."""

from solutions.structures.set_reconcile import Plan, _by_key, common_to_all, unique

__all__ = ["Plan", "common_to_all", "reconcile", "unique"]


def reconcile(current, desired, *, key):
    have, want = _by_key(current, key), _by_key(desired, key)
    both = [name for name in have if name in want]
    return Plan(
        [want[name] for name in want.keys() - have.keys()],
        [have[name] for name in have.keys() - want.keys()],
        [(have[name], want[name]) for name in both if have[name] != want[name]],
        [have[name] for name in both if have[name] == want[name]],
    )
