# expect: sales must show line 1, as .*\n.* are \[\]
"""Stores the joined rows, which stay as they were on that day."""

from solutions.postgres.normalize_schema import load as right_load
from solutions.postgres.normalize_schema import tables
from solutions.postgres.normalize_schema import view as right_view

__all__ = ["load", "tables", "view"]


def view():
    return right_view().replace("create view", "create materialized view")


def load():
    return right_load().replace("do $$", "refresh materialized view sales; do $$")
