# expect: raised TypeError
"""Compares keys with `<` as they are, which Python cannot do with None."""

from itertools import groupby

from solutions.postgres.join_algorithms import _pairs, hash_join, nested_loop

__all__ = ["hash_join", "merge_join", "nested_loop"]


def groups(rows, key_of):
    for key, group in groupby(rows, key_of):
        yield key, list(group)


def merge_join(left, right, how, left_key, right_key):
    lefts, rights = groups(left, left_key), groups(right, right_key)
    one, other = next(lefts, None), next(rights, None)
    while one or other:
        if one and other and one[0] == other[0] and None not in one[0]:
            yield from _pairs(how, one[1], other[1])
            one, other = next(lefts, None), next(rights, None)
        elif one and (not other or one[0] < other[0]):
            yield from _pairs(how, one[1], [])
            one = next(lefts, None)
        else:
            yield from _pairs(how, [], other[1])
            other = next(rights, None)
