# expect: one reading has no neighbour
"""Gives an answer where there was none."""

from itertools import pairwise

from solutions.structures.accidental_quadratic import *  # noqa: F403


def biggest_jump(readings):
    return max((abs(one - other) for one, other in pairwise(readings)), default=0)
