# expect: must refuse to delete a zip that a customer has
"""Lets deletes cascade, so that who deletes a zip loses its customers and what they ordered."""

import re

from solutions.postgres.normalize_schema import load, view
from solutions.postgres.normalize_schema import tables as right_tables

__all__ = ["load", "tables", "view"]


def tables():
    return re.sub(r" references \w+", r"\g<0> on delete cascade", right_tables())
