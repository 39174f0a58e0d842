# expect: with one key take O\(n\) steps
"""Finds the partners of a left row by comparing keys all through the bucket, for semi joins too."""

from collections import defaultdict

from solutions.postgres.join_algorithms import _pairs, merge_join, nested_loop

__all__ = ["hash_join", "merge_join", "nested_loop"]


def hash_join(left, right, how, left_key, right_key):
    table = defaultdict(list)
    for other in right:
        key = right_key(other)
        table[hash(key)].append((key, other))
    met = set()
    for row in left:
        key = left_key(row)
        bucket = [] if None in key else table.get(hash(key), [])
        partners = [other for other_key, other in bucket if other_key == key]
        if partners:
            met.add(key)
        yield from _pairs(how, [row], partners)
    for bucket in table.values():
        for key, other in bucket:
            if key not in met:
                yield from _pairs(how, [], [other])
