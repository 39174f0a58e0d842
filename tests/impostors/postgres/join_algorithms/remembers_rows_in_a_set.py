# expect: rows may be dicts
"""Remembers the right rows that were met in a set, which takes no dicts."""

from solutions.postgres.join_algorithms import _pairs, hash_join, merge_join

__all__ = ["hash_join", "merge_join", "nested_loop"]


def nested_loop(left, right, how, on):
    met = set()
    for row in left:
        partners = []
        for other in right:
            if on(row, other):
                partners.append(other)
                if how in ("semi", "anti"):
                    break
        met.update(partners)
        yield from _pairs(how, [row], partners)
    yield from _pairs(how, [], [other for other in right if other not in met])
