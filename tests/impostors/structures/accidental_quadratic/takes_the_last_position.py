# expect: the first counts, not
"""Lets a repeated word overwrite its first position."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def positions(words, vocabulary):
    places = {word: place for place, word in enumerate(vocabulary)}
    if not places.keys() >= set(words):
        raise ValueError("there is a word that the vocabulary lacks")
    return [places[word] for word in words]
