# expect: m has only a gitlink
"""Goes through .gitmodules only, and does not see a gitlink without an entry."""

from solutions.git import submodule_status as reference
from solutions.git.submodule_status import Submodule, entries, gitlinks, line

__all__ = ["Submodule", "entries", "gitlinks", "inspect", "line"]


def inspect(repository):
    return [module for module in reference.inspect(repository) if module.name is not None]
