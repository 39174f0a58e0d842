# expect: same key make four pairs
"""Keeps one right row for each key in its hash table, the last."""

from solutions.postgres.join_algorithms import _pairs, merge_join, nested_loop

__all__ = ["hash_join", "merge_join", "nested_loop"]


def hash_join(left, right, how, left_key, right_key):
    table = {right_key(other): other for other in right}
    lonely = set(table)
    for row in left:
        key = left_key(row)
        partners = [table[key]] if None not in key and key in table else []
        if partners:
            lonely.discard(key)
        yield from _pairs(how, [row], partners)
    for key in lonely:
        yield from _pairs(how, [], [table[key]])
