# expect: the smallest quota is not the smallest limit
"""Looks for the smallest quota, and divides it by its period only then."""

from fractions import Fraction

from solutions.docker.container_memory import (
    DoesNotFit,
    Limits,
    _cgroups,
    _numbers,
    explain_exit,
    plan_workers,
    working_set,
)
from solutions.docker.container_memory import read_limits as right

__all__ = ["DoesNotFit", "Limits", "explain_exit", "plan_workers", "read_limits", "working_set"]


def read_limits(root, membership):
    quotas = [
        _numbers(folder, "cpu.max") or _numbers(folder, "cpu.cfs_quota_us", "cpu.cfs_period_us")
        for folder in _cgroups(root, membership, "cpu")
    ]
    known = [pair for pair in quotas if len(pair) == 2]
    cpus = Fraction(*min(known)) if known else None
    return Limits(right(root, membership).memory, cpus)
