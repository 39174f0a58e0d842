# expect: does not give it one
"""Wants `on` to be false for every right row, as NOT IN does: one NULL, and nothing passes."""

from solutions.postgres.join_algorithms import hash_join, merge_join
from solutions.postgres.join_algorithms import nested_loop as reference

__all__ = ["hash_join", "merge_join", "nested_loop"]


def nested_loop(left, right, how, on):
    if how != "anti":
        return reference(left, right, how, on)
    return ((row, None) for row in left if all(on(row, other) is False for other in right))
