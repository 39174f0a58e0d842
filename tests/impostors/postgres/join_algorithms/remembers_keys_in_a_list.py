# expect: with n keys take O\(n\) steps
"""Remembers the keys that were met in a list, and searches it for every right row."""

from collections import defaultdict

from solutions.postgres.join_algorithms import _pairs, merge_join, nested_loop

__all__ = ["hash_join", "merge_join", "nested_loop"]


def hash_join(left, right, how, left_key, right_key):
    table = defaultdict(list)
    for other in right:
        table[right_key(other)].append(other)
    met = []
    for row in left:
        key = left_key(row)
        partners = [] if None in key else table.get(key, [])
        if partners:
            met.append(key)
        yield from _pairs(how, [row], partners)
    for key, others in table.items():
        if key not in met:
            yield from _pairs(how, [], others)
