# expect: unique takes (?s:.*)`set` visits every item
"""Looks the item up in a set, but makes that set anew for every item."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def unique(items):
    kept = []
    for item in items:
        if item not in set(kept):
            kept.append(item)
    return kept
