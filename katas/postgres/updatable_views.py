"""Updatable views: hand out some of a table, for reading and writing, and no more.

Open `_updatable_views_schema.py`, next to this file: it holds the tables and
the view `current_order`. Each function below returns DDL, one statement or
several, which makes the view of its name and whatever the view needs:

    >>> {type(view()).__name__ for view in (profile, directory, my_order, book_details, report)}
    {'str'}

The docstring names the view's columns, in this order. A view shows what the
tables hold at the time of the query.

The owner of the tables runs your DDL, then gives SELECT, INSERT, UPDATE and
DELETE on the view to another role, `guest`. By itself that role has no rights
on the tables and `current_order`; the view is all that it needs, except where
the docstring says otherwise. `book_details` is for the owner alone.

Off limits: GRANT and REVOKE, row level security, changes to what is in the
schema already. A real PostgreSQL judges, 15 or later.
"""


def profile() -> str:
    """Make `profile (id, name, bio)`: each member.

    UPDATE of name or bio writes to the member.
    """
    raise NotImplementedError


def directory() -> str:
    """Make `directory (id, name, email)`: each member whose visibility is 'public'.

    Whoever asks may call functions of their own in WHERE. These get to see no value of
    any other member, however cheap they claim to be (`CREATE FUNCTION ... COST 0.0001`).
    """
    raise NotImplementedError


def my_order() -> str:
    """Make `my_order (id, tenant, product, quantity, archived)`: current orders of who asks.

    Those are rows of `current_order` whose tenant is the role that runs the query. They
    can be inserted, updated and deleted through the view. An INSERT or UPDATE is refused,
    by any error, if a row that it writes would not be one that the view shows.
    """
    raise NotImplementedError


def book_details() -> str:
    """Make `book_details (id, title, author)`: each book, with its author's name.

    INSERT, UPDATE and DELETE work as if it were a table, in RETURNING and the number of
    rows too: INSTEAD OF triggers do that. Nobody writes the id, a new book gets one.
    An author's name that is not there yet makes an author. UPDATE of the author moves
    the book to that author. No author is ever renamed or deleted.
    """
    raise NotImplementedError


def report() -> str:
    """Make `report (tenant, orders, quantity)`: current orders by tenant.

    That is, for each tenant who has any, how many they are and the sum of their quantity.
    The view has the rights of who asks: it needs their right to SELECT from `orders` (and
    no other), and counts only the orders that row level security lets them see.
    """
    raise NotImplementedError
