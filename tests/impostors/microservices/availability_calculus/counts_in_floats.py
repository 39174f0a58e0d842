# expect: is exactly 18/25, not 0\.72
"""Counts in floats, which know neither a third nor a tenth."""

import math

from solutions.microservices.availability_calculus import (
    Service,
    availability,
    budget_left,
    error_budget,
    retried,
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


def series(parts):
    return math.prod(map(float, parts))


def parallel(parts):
    return 1 - math.prod(1 - float(part) for part in parts)


def k_of_n(k, parts):
    chances = [1.0]
    for part in map(float, parts):
        more = [0.0, *(chance * part for chance in chances)]
        same = [*(chance * (1 - part) for chance in chances), 0.0]
        chances = [one + other for one, other in zip(more, same, strict=True)]
    return sum(chances[k:])
