# expect: 1/4 of the requests failed
"""Takes every minute of an incident from the budget, though most requests were answered."""

from solutions.microservices.availability_calculus import (
    Service,
    availability,
    error_budget,
    k_of_n,
    parallel,
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


def budget_left(objective, days, incidents):
    return error_budget(objective, days) - sum(minutes for minutes, _ in incidents)
