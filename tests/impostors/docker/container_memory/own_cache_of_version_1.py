# expect: usage counts the cgroups within as well
"""Subtracts what the cgroup itself has cached, though usage counts the cgroups within."""

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
    lines = [line for line in stat.splitlines() if not line.startswith("total_")]
    return right(usage, "\n".join(lines))
