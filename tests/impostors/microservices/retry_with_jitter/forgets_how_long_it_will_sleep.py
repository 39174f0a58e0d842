# expect: second sleep would end at 6 s
"""Asks whether the time is up, not whether it will be when the sleep ends."""

from solutions.microservices.retry_with_jitter import RetryBudget, delays  # noqa: F401


def retry(fn, pauses, *, timeout, retry_on, clock, sleep, budget=None):
    end = clock() + timeout
    if budget:
        budget.earn()
    for pause in pauses:
        try:
            return fn()
        except retry_on:
            if clock() >= end or (budget and not budget.spend()):
                raise
        sleep(pause)
    return fn()
