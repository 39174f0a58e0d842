# expect: after the last, too
"""Puts the line ends between the rows."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def join_rows(rows):
    return b"\n".join(rows)
