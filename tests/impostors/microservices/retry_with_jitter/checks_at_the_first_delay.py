# expect: when it is called and not when the first delay is asked for
"""Is a generator function, which checks nothing before the first delay is asked for."""

from solutions.microservices.retry_with_jitter import RetryBudget, retry  # noqa: F401
from solutions.microservices.retry_with_jitter import delays as reference


def delays(jitter, *, base, cap, rng):
    yield from reference(jitter, base=base, cap=cap, rng=rng)
