# expect: shared memory and active pages are still in use
"""Subtracts the whole cache, though a part of it is in use."""

from solutions.docker.container_memory import (
    DoesNotFit,
    Limits,
    explain_exit,
    plan_workers,
    read_limits,
)
from solutions.docker.container_memory import working_set as right

__all__ = ["DoesNotFit", "Limits", "explain_exit", "plan_workers", "read_limits", "working_set"]


def working_set(usage, stat):
    counts = dict(line.split() for line in stat.splitlines())
    for name in ("file", "total_cache", "cache"):
        if name in counts and "inactive_file" in counts:
            return max(0, usage - int(counts[name]))
    return right(usage, stat)
