# expect: INSERT of a book must say that it wrote one row
"""Returns NULL from the trigger, which says that no row was written."""

from solutions.postgres.updatable_views import book_details as reference
from solutions.postgres.updatable_views import directory, my_order, profile, report

__all__ = ["book_details", "directory", "my_order", "profile", "report"]


def book_details() -> str:
    return reference().replace("return new;", "return null;")
