# expect: items like any other: from \[None
"""Asks `get` whether the other side has the key, and takes a None that is there for a no."""

from solutions.structures.set_reconcile import Plan, _by_key, common_to_all, unique

__all__ = ["Plan", "common_to_all", "reconcile", "unique"]


def reconcile(current, desired, *, key):
    have, want = _by_key(current, key), _by_key(desired, key)
    plan = Plan([], [], [], [])
    for name, item in have.items():
        goal = want.get(name)
        if goal is None:
            plan.to_remove.append(item)
        elif item == goal:
            plan.unchanged.append(item)
        else:
            plan.to_update.append((item, goal))
    plan.to_add.extend(item for name, item in want.items() if have.get(name) is None)
    return plan
