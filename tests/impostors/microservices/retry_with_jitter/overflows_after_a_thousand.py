# expect: delays go on for ever; within 3000 of them came OverflowError
"""Computes the power first and caps it later: after a thousand retries no float can hold it."""

from itertools import count

from solutions.microservices.retry_with_jitter import RetryBudget, retry  # noqa: F401
from solutions.microservices.retry_with_jitter import delays as reference


def delays(jitter, *, base, cap, rng):
    if jitter != "full":
        return reference(jitter, base=base, cap=cap, rng=rng)
    return (rng.uniform(0, min(cap, base * 2.0**n)) for n in count())
