# expect: in this order; we got
"""Takes the newest task first, as `popitem` does."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def drain(tasks):
    return [tasks.popitem() for _ in range(len(tasks))]
