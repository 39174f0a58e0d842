# expect: mind that -0 is 0
"""Counts from the end, where zero lines are all lines."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def rotate_log(lines, keep):
    removed = lines[:-keep]
    del lines[:-keep]
    return removed
