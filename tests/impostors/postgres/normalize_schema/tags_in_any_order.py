# expect: wrong: .*sale,home
"""Writes the tags of a product in another order than the sheet."""

from solutions.postgres.normalize_schema import load as right_load
from solutions.postgres.normalize_schema import tables
from solutions.postgres.normalize_schema import view as right_view

__all__ = ["load", "tables", "view"]


def view():
    return right_view().replace("order by tag", "order by tag desc")


def load():
    return right_load().partition("do $$")[0]
