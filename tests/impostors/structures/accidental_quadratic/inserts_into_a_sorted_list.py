# expect: top_scores takes (?s:.*)`insort_right` shifts
"""Inserts into a sorted list: the search is fast, the insertion is not."""

from bisect import insort

from solutions.structures.accidental_quadratic import *  # noqa: F403


def top_scores(scores, k):
    if k > len(scores):
        raise ValueError(k)
    ranked = []
    for score in scores:
        insort(ranked, score)
    return ranked[::-1][:k]
