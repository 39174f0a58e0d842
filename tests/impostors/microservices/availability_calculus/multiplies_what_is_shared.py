# expect: shared: it is down for both or for none
"""Multiplies along every path, as if each had a database of its own."""

from solutions.microservices.availability_calculus import (
    Service,
    budget_left,
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


def availability(services, name):
    service = services[name]
    needs = [parallel([availability(services, one) for one in need]) for need in service.needs]
    return series([service.up, *needs])
