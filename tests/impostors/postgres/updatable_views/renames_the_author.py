# expect: leave Ada her book 2
"""Writes the new name into the author's row, and so into all the author's books."""

from solutions.postgres.updatable_views import book_details as reference
from solutions.postgres.updatable_views import directory, my_order, profile, report

__all__ = ["book_details", "directory", "my_order", "profile", "report"]

RENAMES = """
    create function rename_author() returns trigger language plpgsql as $$
    begin
        update book set title = new.title where id = old.id;
        update author set name = new.author where name = old.author;
        return new;
    end $$;
    create trigger change instead of update on book_details
    for each row execute function rename_author();
"""


def book_details() -> str:
    return reference().replace("insert or update or delete", "insert or delete") + RENAMES
