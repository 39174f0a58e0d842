# expect: reconcile takes O\(n\) steps
"""Looks for the other side's item by going through all of them."""

from solutions.structures.set_reconcile import Plan, _by_key, common_to_all, unique

__all__ = ["Plan", "common_to_all", "reconcile", "unique"]


def reconcile(current, desired, *, key):
    have = list(_by_key(current, key).items())
    want = list(_by_key(desired, key).items())
    plan = Plan([], [], [], [])
    for name, item in have:
        for other, goal in want:
            if other == name:
                if item == goal:
                    plan.unchanged.append(item)
                else:
                    plan.to_update.append((item, goal))
                break
        else:
            plan.to_remove.append(item)
    names = [name for name, _ in have]
    plan.to_add.extend(item for name, item in want if name not in names)
    return plan
