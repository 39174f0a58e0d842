# expect: unique takes (?s:.*)`in` scans a list
"""Looks each item up in the list of those kept."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def unique(items):
    kept = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return kept
