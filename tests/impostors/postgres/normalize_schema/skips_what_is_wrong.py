# expect: but not after
"""Loads the rows that agree with each other and leaves the others out."""

from solutions.postgres.normalize_schema import load as right_load
from solutions.postgres.normalize_schema import tables, view

__all__ = ["load", "tables", "view"]

AGREES = """
    create temporary table agreed on commit drop as
    select * from sheet as a where not exists (
        select from sheet as b
        where b.order_no = a.order_no and b.customer_id <> a.customer_id
            or b.order_no = a.order_no and b.ordered_on <> a.ordered_on
            or b.customer_id = a.customer_id
                and (b.customer, b.email, b.zip) is distinct from (a.customer, a.email, a.zip)
            or b.email = a.email and b.customer_id <> a.customer_id
            or b.zip = a.zip and b.city <> a.city
            or b.product_id = a.product_id and (b.product, b.tags) <> (a.product, a.tags)
    );
"""


def load():
    inserts, _, _ = right_load().partition("do $$")
    return AGREES + inserts.replace("from sheet", "from agreed")
