# expect: which is not in retry_on
"""Retries whatever is raised, even a bug or Ctrl-C."""

from solutions.microservices.retry_with_jitter import RetryBudget, delays  # noqa: F401
from solutions.microservices.retry_with_jitter import retry as reference


def retry(fn, pauses, *, retry_on, **named):
    return reference(fn, pauses, retry_on=(BaseException,), **named)
