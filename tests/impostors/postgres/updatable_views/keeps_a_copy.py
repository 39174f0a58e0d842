# expect: profile is out of date
"""Makes a materialized view, which keeps the rows of the day on which it was made."""

from solutions.postgres.updatable_views import book_details, directory, my_order, report

__all__ = ["book_details", "directory", "my_order", "profile", "report"]


def profile() -> str:
    return "create materialized view profile as select id, name, bio from member"
