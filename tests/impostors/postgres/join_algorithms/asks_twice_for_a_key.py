# expect: was called 2 times
"""Asks for the key of a left row to look it up, and again to note that it was met."""

from collections import defaultdict

from solutions.postgres.join_algorithms import _pairs, merge_join, nested_loop

__all__ = ["hash_join", "merge_join", "nested_loop"]


def hash_join(left, right, how, left_key, right_key):
    table = defaultdict(list)
    for other in right:
        table[right_key(other)].append(other)
    met = set()
    for row in left:
        partners = [] if None in left_key(row) else table.get(left_key(row), [])
        if partners:
            met.add(id(partners))
        yield from _pairs(how, [row], partners)
    for others in table.values():
        if id(others) not in met:
            yield from _pairs(how, [], others)
