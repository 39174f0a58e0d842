# expect: same key make four pairs
"""Steps on both sides after a match, so that m and n duplicates make fewer pairs than m times n."""

from solutions.postgres.join_algorithms import END, NULL, _pairs, hash_join, nested_loop

__all__ = ["hash_join", "merge_join", "nested_loop"]


def singles(rows, key_of):
    for row in rows:
        yield [NULL if column is None else (0, column) for column in key_of(row)], [row]


def merge_join(left, right, how, left_key, right_key):
    lefts, rights = singles(left, left_key), singles(right, right_key)
    (one, rows), (another, others) = next(lefts, END), next(rights, END)
    while rows or others:
        if one == another and NULL not in one:
            yield from _pairs(how, rows, others)
            (one, rows), (another, others) = next(lefts, END), next(rights, END)
        elif one <= another:
            yield from _pairs(how, rows, [])
            one, rows = next(lefts, END)
        else:
            yield from _pairs(how, [], others)
            another, others = next(rights, END)
