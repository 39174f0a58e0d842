# expect: are enough to know
"""Puts the right side into a hash table here too, where a walk along two sides needs none."""

from solutions.postgres.join_algorithms import hash_join, nested_loop

__all__ = ["hash_join", "merge_join", "nested_loop"]


def merge_join(left, right, how, left_key, right_key):
    return hash_join(left, right, how, left_key, right_key)
