# expect: all cgroups from its own to the root limit a process, and kubepods
"""Reads the limits of the process's own cgroup, and none of those around it."""

from solutions.docker.container_memory import (
    DoesNotFit,
    Limits,
    _cgroups,
    _cpus,
    _memory,
    explain_exit,
    plan_workers,
    working_set,
)

__all__ = ["DoesNotFit", "Limits", "explain_exit", "plan_workers", "read_limits", "working_set"]


def read_limits(root, membership):
    limits = []
    for controller, read in (("memory", _memory), ("cpu", _cpus)):
        own, *_ = _cgroups(root, membership, controller)
        limits.append(read(own))
    return Limits(*limits)
