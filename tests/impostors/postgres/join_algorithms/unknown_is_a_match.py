# expect: not even NULL
"""Keeps what is not false, as a CHECK constraint would, and so keeps the unknown."""

from solutions.postgres.join_algorithms import hash_join, merge_join
from solutions.postgres.join_algorithms import nested_loop as reference

__all__ = ["hash_join", "merge_join", "nested_loop"]


def nested_loop(left, right, how, on):
    return reference(left, right, how, lambda row, other: on(row, other) is not False)
