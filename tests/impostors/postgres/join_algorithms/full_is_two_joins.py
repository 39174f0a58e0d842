# expect: more than once about
"""Joins left, and then walks through all pairs again to find the lonely right rows."""

from solutions.postgres.join_algorithms import hash_join, merge_join
from solutions.postgres.join_algorithms import nested_loop as reference

__all__ = ["hash_join", "merge_join", "nested_loop"]


def nested_loop(left, right, how, on):
    if how not in ("right", "full"):
        yield from reference(left, right, how, on)
        return
    left = list(left)
    yield from reference(left, right, "left" if how == "full" else "inner", on)
    lonely = reference(right, left, "anti", lambda other, row: on(row, other))
    yield from ((None, other) for other, _ in lonely)
