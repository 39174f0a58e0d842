# expect: each is half the limit
"""Adds the jitter on top of the whole limit, so that delays exceed the cap."""

from solutions.microservices.retry_with_jitter import RetryBudget, retry  # noqa: F401
from solutions.microservices.retry_with_jitter import delays as reference


def delays(jitter, *, base, cap, rng):
    exact = reference("none", base=base, cap=cap, rng=rng)
    if jitter != "equal":
        return reference(jitter, base=base, cap=cap, rng=rng)
    return (limit + rng.uniform(0, limit / 2) for limit in exact)
