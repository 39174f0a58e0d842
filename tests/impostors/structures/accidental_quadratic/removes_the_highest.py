# expect: top_scores takes (?s:.*)visits every item
"""Searches and shifts all the scores for each of the k."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def top_scores(scores, k):
    rest = list(scores)
    top = []
    for _ in range(k):
        top.append(max(rest))
        rest.remove(top[-1])
    return top
