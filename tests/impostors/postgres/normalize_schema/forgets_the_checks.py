# expect: takes -0.01 for price, which the sheet refuses
"""Copies the columns and leaves the CHECK constraints behind."""

import re

from solutions.postgres.normalize_schema import load, view
from solutions.postgres.normalize_schema import tables as right_tables

__all__ = ["load", "tables", "view"]


def tables():
    return re.sub(r" check \(.*\)", "", right_tables())
