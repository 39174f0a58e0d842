# expect: attempts share an outage
"""Takes attempts for independent, as if a service that is down were up for the next."""

from solutions.microservices.availability_calculus import (
    Service,
    availability,
    budget_left,
    error_budget,
    k_of_n,
    parallel,
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


def retried(up, loss, attempts):
    return 1 - (1 - up * (1 - loss)) ** attempts
