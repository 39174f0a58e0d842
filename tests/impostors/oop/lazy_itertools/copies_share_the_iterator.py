# expect: each read to its end before the next: they had \['abc', '', ''\]
"""Calls `iter` for each copy: an iterator returns itself, so all copies are the same one."""

from solutions.oop.lazy_itertools import chain_from_iterable, groupby, islice, takewhile

__all__ = ["chain_from_iterable", "groupby", "islice", "takewhile", "tee"]


def tee(iterable, n=2):
    if n < 0:
        raise ValueError("negative")
    return tuple(iter(iterable) for _ in range(n))
