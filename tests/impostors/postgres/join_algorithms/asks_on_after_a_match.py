# expect: had a partner already
"""Asks about all pairs, also where one match has decided already."""

from solutions.postgres.join_algorithms import hash_join, merge_join
from solutions.postgres.join_algorithms import nested_loop as reference

__all__ = ["hash_join", "merge_join", "nested_loop"]


def nested_loop(left, right, how, on):
    if how not in ("semi", "anti"):
        return reference(left, right, how, on)
    answers = ((row, [on(row, other) for other in right]) for row in left)
    return ((row, None) for row, some in answers if any(some) == (how == "semi"))
