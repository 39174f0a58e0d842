# expect: top_scores\(.*\) leaves its arguments as \[2, 1\]
"""Sorts the caller's list in place."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def top_scores(scores, k):
    if k > len(scores):
        raise ValueError(k)
    scores.sort(reverse=True)
    return scores[:k]
