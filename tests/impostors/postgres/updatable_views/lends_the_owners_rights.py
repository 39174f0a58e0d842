# expect: it must be refused
"""Leaves the view with its owner's rights, so that nobody needs their own."""

from solutions.postgres.updatable_views import book_details, directory, my_order, profile

__all__ = ["book_details", "directory", "my_order", "profile", "report"]


def report() -> str:
    return """
        create view report as
        select tenant, count(*) as orders, sum(quantity) as quantity
        from orders
        where not archived
        group by tenant
    """
