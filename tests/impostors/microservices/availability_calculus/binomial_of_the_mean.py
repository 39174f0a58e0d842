# expect: the parts differ
"""Puts the mean of the parts into the binomial formula, which is for equal parts."""

import math
from fractions import Fraction

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
    n = len(parts)
    mean = sum(parts, Fraction(0)) / max(n, 1)
    chances = [math.comb(n, i) * mean**i * (1 - mean) ** (n - i) for i in range(k, n + 1)]
    return sum(chances, Fraction(0))
