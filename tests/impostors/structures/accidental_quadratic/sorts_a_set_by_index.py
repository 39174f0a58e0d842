# expect: unique takes (?s:.*)`index` scans a list
"""Drops the order and restores it with a search for every item."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def unique(items):
    return sorted(set(items), key=items.index)
