# expect: must take one name from the sequence for each book
"""Writes through a rule, which copies an expression to each place that mentions it."""

from solutions.postgres.updatable_views import book_details as reference
from solutions.postgres.updatable_views import directory, my_order, profile, report

__all__ = ["book_details", "directory", "my_order", "profile", "report"]


RULE = """
    create rule add as on insert to book_details do instead (
        insert into author (name) values (new.author) on conflict do nothing;
        insert into book (title, author_id)
        select new.title, author.id from author where name = new.author
        returning id, title, (select name from author where author.id = author_id)
    );
"""


def book_details() -> str:
    return reference().replace("instead of insert or", "instead of") + RULE
