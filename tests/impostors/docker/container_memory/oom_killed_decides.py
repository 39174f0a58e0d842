# expect: a child was killed for memory, but the container ended of something else
"""Takes OOMKilled for the cause of the end, though it may have been a child."""

from solutions.docker.container_memory import (
    DoesNotFit,
    Limits,
    plan_workers,
    read_limits,
    working_set,
)
from solutions.docker.container_memory import explain_exit as right

__all__ = ["DoesNotFit", "Limits", "explain_exit", "plan_workers", "read_limits", "working_set"]


def explain_exit(code, oom_killed):
    if oom_killed:
        return "out of memory"
    return right(code, oom_killed)
