# expect: a product has the same tags everywhere, but not after
"""Gives a product all tags that any row has: DISTINCT and the key make one list of two."""

from solutions.postgres.normalize_schema import load as right_load
from solutions.postgres.normalize_schema import tables, view

__all__ = ["load", "tables", "view"]


def load():
    inserts, _, _ = right_load().partition("do $$")
    return inserts
