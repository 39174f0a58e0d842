# expect: memory.limit_in_bytes from 2..62 on, and a quota of -1, are no limits
"""Takes the huge number of version 1 for a limit."""

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
    memory = [
        _numbers(folder, "memory.max") or _numbers(folder, "memory.limit_in_bytes")
        for folder in _cgroups(root, membership, "memory")
    ]
    numbers = [found[0] for found in memory if len(found) == 1]
    return Limits(min(numbers, default=None), right(root, membership).cpus)
