# expect: peek was called before
"""Lets the planner call a cheap function of the caller before the view's own condition."""

from solutions.postgres.updatable_views import book_details, my_order, profile, report

__all__ = ["book_details", "directory", "my_order", "profile", "report"]


def directory() -> str:
    return "create view directory as select id, name, email from member where visibility = 'public'"
