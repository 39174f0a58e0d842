# expect: takes \{.*\}, which is not in
"""Splits the table and does not tell the database that the parts belong together."""

import re

from solutions.postgres.normalize_schema import load, view
from solutions.postgres.normalize_schema import tables as right_tables

__all__ = ["load", "tables", "view"]


def tables():
    return re.sub(r" references \w+", "", right_tables())
