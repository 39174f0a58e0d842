# expect: b went alone four times
"""Measures the common releases by those of one service of the two."""

from itertools import combinations

from solutions.microservices.distributed_monolith_audit import *  # noqa: F403


def lockstep(releases):
    found = set()
    for pair in combinations(sorted(set().union(*releases)), 2):
        both = sum({*pair} <= release for release in releases)
        fewer = min(sum(name in release for release in releases) for name in pair)
        if both >= 3 and both * 5 >= fewer * 4:
            found.add(frozenset(pair))
    return found
