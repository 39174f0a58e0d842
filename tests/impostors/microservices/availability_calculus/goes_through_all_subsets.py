# expect: k_of_n takes O\(n\*\*2\) steps
"""Goes through all states of n parts, which are 2**n."""

from fractions import Fraction
from itertools import product

from solutions.microservices.availability_calculus import (
    Service,
    availability,
    budget_left,
    error_budget,
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


def k_of_n(k, parts):
    total = Fraction(0)
    for states in product([True, False], repeat=len(parts)):
        if sum(states) >= k:
            total += series([p if up else 1 - p for p, up in zip(parts, states, strict=True)])
    return total
