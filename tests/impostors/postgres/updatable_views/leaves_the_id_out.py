# expect: must return the new books
"""Inserts the book and does not tell its id to the row that it returns."""

from solutions.postgres.updatable_views import book_details as reference
from solutions.postgres.updatable_views import directory, my_order, profile, report

__all__ = ["book_details", "directory", "my_order", "profile", "report"]


def book_details() -> str:
    return reference().replace("returning id into new.id", "")
