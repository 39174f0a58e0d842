# expect: less idle for that NULL
"""Uses NOT IN with a subquery that may return a NULL, and then no row passes."""

from solutions.postgres.join_queries import (
    balances,
    buyers,
    discrepancies,
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


def idle_customers() -> str:
    return """
        select id
        from customer
        where id not in (select customer_id from orders)
    """
