# expect: or more work
"""Counts the states in which exactly k parts work, not those with more."""

from solutions.microservices.availability_calculus import (
    Service,
    availability,
    budget_left,
    error_budget,
    parallel,
    retried,
    series,
)
from solutions.microservices.availability_calculus import k_of_n as at_least

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


def k_of_n(k, parts):
    return at_least(k, parts) - at_least(k + 1, parts)
