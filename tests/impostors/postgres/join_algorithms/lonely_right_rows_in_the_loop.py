# expect: come out once each
"""Calls a right row lonely as soon as one left row does not want it, and again with the next."""

from solutions.postgres.join_algorithms import _pairs, hash_join, merge_join

__all__ = ["hash_join", "merge_join", "nested_loop"]


def nested_loop(left, right, how, on):
    for row in left:
        partners = []
        for other in right:
            if on(row, other):
                partners.append(other)
                if how in ("semi", "anti"):
                    break
            elif how in ("right", "full"):
                yield None, other
        yield from _pairs(how, [row], partners)
