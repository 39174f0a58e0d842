# expect: they are not lost
"""Leaves rows with a NULL in their key out from the start, since they match nothing."""

from solutions.postgres.join_algorithms import hash_join as reference
from solutions.postgres.join_algorithms import merge_join, nested_loop

__all__ = ["hash_join", "merge_join", "nested_loop"]


def hash_join(left, right, how, left_key, right_key):
    keyed = ((row, left_key(row)) for row in left)
    others = ((other, right_key(other)) for other in right)
    joined = reference(
        (pair for pair in keyed if None not in pair[1]),
        (pair for pair in others if None not in pair[1]),
        how,
        lambda pair: pair[1],
        lambda pair: pair[1],
    )
    for one, other in joined:
        yield one and one[0], other and other[0]
