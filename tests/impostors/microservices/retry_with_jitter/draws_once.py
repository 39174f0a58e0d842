# expect: each delay has a draw of its own
"""Draws one factor for all delays of a call."""

from solutions.microservices.retry_with_jitter import RetryBudget, retry  # noqa: F401
from solutions.microservices.retry_with_jitter import delays as reference


def delays(jitter, *, base, cap, rng):
    exact = reference("none", base=base, cap=cap, rng=rng)
    if jitter == "full":
        factor = rng.random()
        return (limit * factor for limit in exact)
    return reference(jitter, base=base, cap=cap, rng=rng)
