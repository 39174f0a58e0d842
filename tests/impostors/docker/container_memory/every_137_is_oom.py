# expect: docker kill, or a docker stop that took too long
"""Takes every 137 for a lack of memory, whatever OOMKilled says."""

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
    if code == 137:
        return "out of memory"
    return right(code, oom_killed)
