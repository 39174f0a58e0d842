# expect: an iterator can be read once: from iter\('abc'\)
"""Goes through each side once for its keys and once more for its items."""

from solutions.structures.set_reconcile import Plan, _by_key, common_to_all, unique

__all__ = ["Plan", "common_to_all", "reconcile", "unique"]


def reconcile(current, desired, *, key):
    have, want = _by_key(current, key), _by_key(desired, key)
    rows = [(item, key(item)) for item in current]
    both = [(item, name) for item, name in rows if name in want]
    return Plan(
        [item for item in desired if key(item) not in have],
        [item for item, name in rows if name not in want],
        [(item, want[name]) for item, name in both if item != want[name]],
        [item for item, name in both if item == want[name]],
    )
