# expect: bio must be writable through profile
"""Trims a column on its way out, and what is computed cannot be written back."""

from solutions.postgres.updatable_views import book_details, directory, my_order, report

__all__ = ["book_details", "directory", "my_order", "profile", "report"]


def profile() -> str:
    return "create view profile as select id, name, trim(bio) as bio from member"
