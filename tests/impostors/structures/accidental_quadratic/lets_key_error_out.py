# expect: ValueError; we saw KeyError
"""Looks words up in a dict, and lets its `KeyError` out where `ValueError` is due."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def positions(words, vocabulary):
    places = {}
    for place, word in enumerate(vocabulary):
        places.setdefault(word, place)
    return [places[word] for word in words]
