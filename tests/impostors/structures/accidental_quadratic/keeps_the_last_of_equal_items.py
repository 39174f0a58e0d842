# expect: 1 is the first, unique kept
"""Writes each item over its equals."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def unique(items):
    return list({item: item for item in items}.values())
