# expect: one row with both of them
"""Uses a NATURAL JOIN, which compares all columns of the same name: here the amount, too."""

from solutions.postgres.join_queries import (
    balances,
    buyers,
    idle_customers,
    latest_orders,
    never_bought,
    product_sales,
    recent_orders,
    referrers,
)

__all__ = [
    "balances",
    "buyers",
    "discrepancies",
    "idle_customers",
    "latest_orders",
    "never_bought",
    "product_sales",
    "recent_orders",
    "referrers",
]


def discrepancies() -> str:
    return """
        select ref, payment.amount, bank.amount
        from payment
        natural full join bank
        where payment.amount is distinct from bank.amount
    """
