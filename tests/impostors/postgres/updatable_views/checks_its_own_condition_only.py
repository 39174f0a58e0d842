# expect: an archived order
"""Uses LOCAL, which leaves the condition of the view below unchecked."""

from solutions.postgres.updatable_views import book_details, directory, profile, report

__all__ = ["book_details", "directory", "my_order", "profile", "report"]


def my_order() -> str:
    return """
        create view my_order as
        select id, tenant, product, quantity, archived
        from current_order
        where tenant = current_user
        with local check option
    """
