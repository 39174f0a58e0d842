# expect: positions takes (?s:.*)`index` scans a list
"""Scans the vocabulary for every word."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def positions(words, vocabulary):
    return [vocabulary.index(word) for word in words]
