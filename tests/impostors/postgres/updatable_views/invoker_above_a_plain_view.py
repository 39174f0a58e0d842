# expect: that must suffice
"""Takes the caller's rights and builds on a view that keeps its owner's."""

from solutions.postgres.updatable_views import book_details, directory, my_order, profile

__all__ = ["book_details", "directory", "my_order", "profile", "report"]


def report() -> str:
    return """
        create view report with (security_invoker) as
        select tenant, count(*) as orders, sum(quantity) as quantity
        from current_order
        group by tenant
    """
