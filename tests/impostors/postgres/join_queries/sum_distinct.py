# expect: at the same price are two lines
"""Repairs sums over a fan-out with sum(distinct ...), which counts equal amounts only once."""

from solutions.postgres.join_queries import (
    buyers,
    discrepancies,
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


def balances() -> str:
    return """
        select orders.id, coalesce(sum(distinct price), 0), coalesce(sum(distinct amount), 0)
        from orders
        left join line on line.order_id = orders.id
        left join payment on payment.order_id = orders.id
        group by orders.id
    """
