# expect: sales must have 9 rows and has 7
"""Joins the city in a way that loses customers without a zip."""

from solutions.postgres.normalize_schema import load as right_load
from solutions.postgres.normalize_schema import tables
from solutions.postgres.normalize_schema import view as right_view

__all__ = ["load", "tables", "view"]


def view():
    return right_view().replace("left join place", "join place")


def load():
    return right_load().partition("do $$")[0]
