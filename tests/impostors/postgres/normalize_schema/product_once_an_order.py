# expect: load fails, though the sheet keeps to the rules: UniqueViolation
"""Lets an order have a product in one line only."""

from solutions.postgres.normalize_schema import load, view
from solutions.postgres.normalize_schema import tables as right_tables

__all__ = ["load", "tables", "view"]


def tables():
    return right_tables() + "create unique index on line (order_no, product_id)"
