# expect: \('web', 2\) should become \('web', 3\)
"""Calls everything unchanged whose key is on both sides, whatever else it says."""

from solutions.structures.set_reconcile import Plan, common_to_all, unique
from solutions.structures.set_reconcile import reconcile as right

__all__ = ["Plan", "common_to_all", "reconcile", "unique"]


def reconcile(current, desired, *, key):
    current = list(current)
    plan = right(current, desired, key=key)
    removed = {key(item) for item in plan.to_remove}
    same = [item for item in current if key(item) not in removed]
    return Plan(plan.to_add, plan.to_remove, [], same)
