# expect: 2 came before 1
"""Takes a set, which remembers no order."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def unique(items):
    return list(set(items))
