# expect: mind that 2 - 3 is negative
"""Lets the number of lines to remove go negative."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def rotate_log(lines, keep):
    excess = len(lines) - keep
    removed = lines[:excess]
    del lines[:excess]
    return removed
