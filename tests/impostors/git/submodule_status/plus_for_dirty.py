# expect: for the problems \('dirty',\) the line must be ' 8c
"""Gives a "+" to a submodule that is only dirty, though the recorded commit is checked out."""

from solutions.git import submodule_status as reference
from solutions.git.submodule_status import Submodule, entries, gitlinks, inspect

__all__ = ["Submodule", "entries", "gitlinks", "inspect", "line"]


def line(submodule):
    text = reference.line(submodule)
    if text and text.startswith(" ") and "dirty" in submodule.problems:
        return "+" + text[1:]
    return text
