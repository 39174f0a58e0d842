# expect: PostgreSQL joins otherwise
"""Takes rows whose keys have the same hash for partners, without comparing the keys."""

from solutions.postgres.join_algorithms import hash_join as reference
from solutions.postgres.join_algorithms import merge_join, nested_loop

__all__ = ["hash_join", "merge_join", "nested_loop"]


def hash_join(left, right, how, left_key, right_key):
    def hashed(key):
        return (None,) if None in key else (hash(key),)

    return reference(
        left, right, how, lambda row: hashed(left_key(row)), lambda other: hashed(right_key(other))
    )
