# expect: a customer has one zip, but not after
"""Takes a zip from any row of the customer that has one, where others say that there is none."""

from solutions.postgres.normalize_schema import load as right_load
from solutions.postgres.normalize_schema import tables, view

__all__ = ["load", "tables", "view"]


def load():
    inserts, _, _ = right_load().partition("do $$")
    return inserts.replace(
        "select distinct customer_id, customer, email, zip from sheet",
        """select customer_id, customer, email, max(zip) from sheet
           group by customer_id, customer, email""",
    )
