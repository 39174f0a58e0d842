# expect: its count is 0
"""Counts rows with count(*), and so counts the padded row of a LEFT JOIN that found nothing."""

from solutions.postgres.join_queries import (
    balances,
    buyers,
    discrepancies,
    idle_customers,
    latest_orders,
    never_bought,
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


def product_sales() -> str:
    return """
        select product.id, count(*)
        from product
        left join line on line.product_id = product.id
        group by product.id
    """
