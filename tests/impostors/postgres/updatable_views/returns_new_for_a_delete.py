# expect: DELETE of one book must say that it deleted one row
"""Returns NEW for a DELETE too, where there is none and NULL skips the row."""

from solutions.postgres.updatable_views import book_details as reference
from solutions.postgres.updatable_views import directory, my_order, profile, report

__all__ = ["book_details", "directory", "my_order", "profile", "report"]


def book_details() -> str:
    return reference().replace("return old;", "return new;")
