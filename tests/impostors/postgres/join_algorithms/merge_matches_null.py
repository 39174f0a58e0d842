# expect: not even NULL
"""Has an order in which NULLs are equal, and takes what is equal there for a match."""

from solutions.postgres.join_algorithms import END, _groups, _pairs, hash_join, nested_loop

__all__ = ["hash_join", "merge_join", "nested_loop"]


def merge_join(left, right, how, left_key, right_key):
    lefts, rights = _groups(left, left_key), _groups(right, right_key)
    (one, rows), (another, others) = next(lefts, END), next(rights, END)
    while rows or others:
        if one == another:
            yield from _pairs(how, rows, others)
            (one, rows), (another, others) = next(lefts, END), next(rights, END)
        elif one <= another:
            yield from _pairs(how, rows, [])
            one, rows = next(lefts, END)
        else:
            yield from _pairs(how, [], others)
            another, others = next(rights, END)
