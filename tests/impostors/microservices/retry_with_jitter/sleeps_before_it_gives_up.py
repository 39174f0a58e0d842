# expect: nothing is slept after the last one
"""Sleeps after every failure, also after the last one, before it raises."""

from itertools import chain

from solutions.microservices.retry_with_jitter import RetryBudget, delays  # noqa: F401


def retry(fn, pauses, *, timeout, retry_on, clock, sleep, budget=None):
    end = clock() + timeout
    if budget:
        budget.earn()
    for pause in chain(pauses, [0]):
        try:
            return fn()
        except retry_on as error:
            if clock() + pause >= end or (budget and not budget.spend()):
                raise
            last = error
        sleep(pause)
    raise last
