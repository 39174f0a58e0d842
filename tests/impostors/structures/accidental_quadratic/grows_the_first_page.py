# expect: flatten\(\[\[\], \[1\]\]\) leaves its arguments as \[\[1\], \[1\]\]
"""Extends the first page, which is the caller's."""

from functools import reduce
from operator import iadd

from solutions.structures.accidental_quadratic import *  # noqa: F403


def flatten(pages):
    return list(reduce(iadd, pages)) if pages else []
