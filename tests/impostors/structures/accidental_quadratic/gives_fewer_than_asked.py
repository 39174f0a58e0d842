# expect: has no third score
"""Returns what there is, where today an error tells that there is too little."""

from heapq import nlargest

from solutions.structures.accidental_quadratic import *  # noqa: F403


def top_scores(scores, k):
    return nlargest(k, scores)
