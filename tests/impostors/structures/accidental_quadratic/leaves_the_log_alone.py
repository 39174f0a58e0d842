# expect: takes 'a' out of it; we got
"""Makes a shorter list under the same name, which the caller never sees."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def rotate_log(lines, keep):
    excess = max(0, len(lines) - keep)
    removed, lines = lines[:excess], lines[excess:]
    return removed
