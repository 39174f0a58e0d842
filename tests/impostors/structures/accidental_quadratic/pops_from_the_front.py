# expect: rotate_log takes (?s:.*)`pop\(0\)` shifts every item
"""Moves the whole list up for every line removed."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def rotate_log(lines, keep):
    removed = []
    while len(lines) > keep:
        removed.append(lines.pop(0))
    return removed
