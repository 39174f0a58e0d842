# expect: wrong: .*Rope, null, 3.50
"""Shows NULL where a product has no tags, for string_agg of no rows is not ''."""

from solutions.postgres.normalize_schema import load as right_load
from solutions.postgres.normalize_schema import tables
from solutions.postgres.normalize_schema import view as right_view

__all__ = ["load", "tables", "view"]


def view():
    return right_view().replace("coalesce(tags, '')", "tags")


def load():
    return right_load().partition("do $$")[0]
