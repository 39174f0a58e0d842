# expect: still one row each
"""Takes a semi join for an inner join that shows one side only, and multiplies."""

from solutions.postgres.join_algorithms import hash_join, merge_join
from solutions.postgres.join_algorithms import nested_loop as reference

__all__ = ["hash_join", "merge_join", "nested_loop"]


def nested_loop(left, right, how, on):
    if how == "semi":
        return ((row, None) for row, _ in reference(left, right, "inner", on))
    return reference(left, right, how, on)
