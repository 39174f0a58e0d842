# expect: one may fail; it is exactly 49/50, not 9/10
"""Takes the best of the parts for a parallel system: the others add nothing."""

from solutions.microservices.availability_calculus import (
    Service,
    availability,
    budget_left,
    error_budget,
    k_of_n,
    retried,
    series,
)

__all__ = [
    "Service",
    "availability",
    "budget_left",
    "error_budget",
    "k_of_n",
    "parallel",
    "retried",
    "series",
]


def parallel(parts):
    return max(parts, default=0)
