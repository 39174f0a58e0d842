# expect: flatten takes (?s:.*)`sum` of containers copies
"""Adds lists with `sum`, which copies the whole sum for every page."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def flatten(pages):
    return sum(pages, [])  # noqa: RUF017
