"""Normalise a schema: give each fact one place, and lose none on the way.

Open `_normalize_schema_sheet.py`, next to this file: the table `sheet` came out
of a spreadsheet, and its comments are the rules that the data must keep to.
Each function below returns SQL, one statement or several:

    >>> {type(sql()).__name__ for sql in (tables, view, load)}
    {'str'}

The three run in this order, each as one transaction; afterwards `sheet` may be
emptied. Off limits: changes to `sheet`, and COMMIT in the middle.

Names of tables are yours. Columns keep the names that they have in `sheet`, and
one that refers to another table has the name of what it refers to. There are no
others, hence no ids of your own, but for `tag` in place of `tags`: one a row.

Each table is in Boyce-Codd normal form: whatever determines a column of a table,
besides itself, determines the whole row. And each thing can be there by itself:
a zip where nobody lives, a customer without orders, an order without lines, a
product with tags that nobody bought.

Constraints see to it that the tables hold nothing that breaks a rule, that `sheet`
itself would refuse, or that refers to what is not there. A zip with customers, a
customer with orders and a product with lines cannot be deleted. A real PostgreSQL
judges, 15 or later.
"""


def tables() -> str:
    """Make the tables, empty."""
    raise NotImplementedError


def view() -> str:
    """Make the view `sales`: it shows the facts in the tables as `sheet` would.

    It has the columns of `sheet`, in that order, and a row for each line of an order.
    """
    raise NotImplementedError


def load() -> str:
    """Fill the tables, so that `sales` shows exactly the rows of `sheet`.

    If those break a rule, fail with any error: nothing is loaded then. Never pick one of
    two values that contradict each other, and never merge them.
    """
    raise NotImplementedError
