# expect: the machine's cores are not this container's
"""Counts the cores of the machine, as os.cpu_count() does."""

from solutions.docker.container_memory import (
    DoesNotFit,
    Limits,
    explain_exit,
    read_limits,
    working_set,
)
from solutions.docker.container_memory import plan_workers as right

__all__ = ["DoesNotFit", "Limits", "explain_exit", "plan_workers", "read_limits", "working_set"]


def plan_workers(limits, **rest):
    return right(limits._replace(cpus=None), **rest)
