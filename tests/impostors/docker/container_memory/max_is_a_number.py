# expect: max means no limit, in either file: .*, not ValueError
"""Takes the text of each file for a number, and fails at "max"."""

from solutions.docker.container_memory import (
    DoesNotFit,
    Limits,
    _cgroups,
    explain_exit,
    plan_workers,
    working_set,
)
from solutions.docker.container_memory import read_limits as right

__all__ = ["DoesNotFit", "Limits", "explain_exit", "plan_workers", "read_limits", "working_set"]


def read_limits(root, membership):
    for folder in _cgroups(root, membership, "memory"):
        if (folder / "memory.max").is_file():
            int((folder / "memory.max").read_text())
    return right(root, membership)
