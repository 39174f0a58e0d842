# expect: without a row there is no
"""Adds the last line end whether or not there is a row."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def join_rows(rows):
    return b"\n".join(rows) + b"\n"
