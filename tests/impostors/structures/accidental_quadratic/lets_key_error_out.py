# expect: ValueError; we saw KeyError
"""Changes the error along with the container."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def positions(words, vocabulary):
    places = {}
    for place, word in enumerate(vocabulary):
        places.setdefault(word, place)
    return [places[word] for word in words]
