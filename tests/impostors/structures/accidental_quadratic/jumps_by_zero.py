# expect: one reading has no neighbour
"""Returns 0 as the biggest jump of a single reading, instead of raising `ValueError`."""

from itertools import pairwise

from solutions.structures.accidental_quadratic import *  # noqa: F403


def biggest_jump(readings):
    return max((abs(one - other) for one, other in pairwise(readings)), default=0)
