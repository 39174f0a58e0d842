# expect: neither side is sorted
"""Fills the hash table with groupby, which sees a group only where equal keys are neighbours."""

from itertools import groupby

from solutions.postgres.join_algorithms import _pairs, merge_join, nested_loop

__all__ = ["hash_join", "merge_join", "nested_loop"]


def hash_join(left, right, how, left_key, right_key):
    table = {key: list(others) for key, others in groupby(right, right_key)}
    lonely = set(table)
    for row in left:
        key = left_key(row)
        partners = [] if None in key else table.get(key, [])
        if partners:
            lonely.discard(key)
        yield from _pairs(how, [row], partners)
    for key in lonely:
        yield from _pairs(how, [], table[key])
