# expect: load fails, though the sheet keeps to the rules: UniqueViolation
"""Believes that a name identifies a customer, because it did in the first rows."""

from solutions.postgres.normalize_schema import load, view
from solutions.postgres.normalize_schema import tables as right_tables

__all__ = ["load", "tables", "view"]


def tables():
    return right_tables().replace("customer text not null", "customer text not null unique")
