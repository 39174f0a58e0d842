# expect: earned one, once, not with each attempt
"""Lets retries earn as well: the more fails, the more may be retried."""

from solutions.microservices.retry_with_jitter import RetryBudget, delays  # noqa: F401
from solutions.microservices.retry_with_jitter import retry as reference


def retry(fn, pauses, *, budget=None, **named):
    attempts = 0

    def attempt():
        nonlocal attempts
        attempts += 1
        if budget and attempts > 1:
            budget.earn()
        return fn()

    return reference(attempt, pauses, budget=budget, **named)
