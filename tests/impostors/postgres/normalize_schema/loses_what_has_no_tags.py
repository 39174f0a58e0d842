# expect: sales must have 9 rows and has 7
"""Joins the tags in a way that loses products without any."""

from solutions.postgres.normalize_schema import load as right_load
from solutions.postgres.normalize_schema import tables
from solutions.postgres.normalize_schema import view as right_view

__all__ = ["load", "tables", "view"]


def view():
    return right_view().replace("left join (", "join (")


def load():
    return right_load().partition("do $$")[0]
