# expect: an order has one date, but not after
"""Takes the first value that it meets and skips those that contradict it."""

from solutions.postgres.normalize_schema import load as right_load
from solutions.postgres.normalize_schema import tables, view

__all__ = ["load", "tables", "view"]


def load():
    inserts, _, _ = right_load().partition("do $$")
    return inserts.replace(" from sheet;", " from sheet on conflict do nothing;")
