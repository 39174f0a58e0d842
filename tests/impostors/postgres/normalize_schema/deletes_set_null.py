# expect: must refuse to delete a zip that a customer has
"""Lets the delete of a zip empty it in its customers, who may be without."""

from solutions.postgres.normalize_schema import load, view
from solutions.postgres.normalize_schema import tables as right_tables

__all__ = ["load", "tables", "view"]


def tables():
    return right_tables().replace("references place", "references place on delete set null")
