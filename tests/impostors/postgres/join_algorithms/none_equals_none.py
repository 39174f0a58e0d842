# expect: not even NULL
"""Looks keys up as they are, and to Python None equals None."""

from collections import defaultdict

from solutions.postgres.join_algorithms import _pairs, merge_join, nested_loop

__all__ = ["hash_join", "merge_join", "nested_loop"]


def hash_join(left, right, how, left_key, right_key):
    table = defaultdict(list)
    for other in right:
        table[right_key(other)].append(other)
    lonely = set(table)
    for row in left:
        key = left_key(row)
        lonely.discard(key)
        yield from _pairs(how, [row], table.get(key, []))
    for key in lonely:
        yield from _pairs(how, [], table[key])
