# expect: all four must be up
"""Looks at what a service needs, but not at what that needs in turn."""

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
    needs = [parallel([services[one].up for one in set(need)]) for need in service.needs]
    return series([service.up, *needs])
