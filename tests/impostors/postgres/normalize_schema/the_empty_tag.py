# expect: must have a row for each tag of a product\n.*\n\s*got .*\(2, ''\)
"""Splits the empty list into one empty tag."""

from solutions.postgres.normalize_schema import load as right_load
from solutions.postgres.normalize_schema import tables, view

__all__ = ["load", "tables", "view"]


def load():
    split = "unnest(string_to_array(tags, ','))"
    return right_load().replace(split, "regexp_split_to_table(tags, ',')")
