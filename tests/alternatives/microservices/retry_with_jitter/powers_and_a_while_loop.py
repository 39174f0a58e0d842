"""Limits are powers of two with a bounded exponent; the budget remembers what was spent."""

from itertools import count


def delays(jitter, *, base, cap, rng):
    if base <= 0 or cap < base:
        raise ValueError("base")
    if jitter == "decorrelated":
        return decorrelated(base, cap, rng)
    low, high = {"none": (1, 1), "full": (0, 1), "equal": (0.5, 1)}.get(jitter, (None, None))
    if low is None:
        raise ValueError(jitter)
    limits = (min(float(cap), base * 2 ** min(n, 60)) for n in count())
    return (limit * (low + (high - low) * rng.random()) for limit in limits)


def decorrelated(base, cap, rng):
    before = base
    for _ in count():
        before = min(rng.uniform(base, before * 3), cap)
        yield before


class RetryBudget:
    def __init__(self, *, ratio, burst):
        self.ratio, self.burst, self.missing = ratio, burst, 0

    def earn(self):
        self.missing = max(0, self.missing - self.ratio)

    def spend(self):
        if self.missing + 1 > self.burst:
            return False
        self.missing += 1
        return True


def retry(fn, pauses, *, timeout, retry_on, clock, sleep, budget=None):
    deadline = clock() + timeout
    upcoming = iter(pauses)
    allowed = budget.spend if budget else lambda: True
    if budget:
        budget.earn()
    while True:
        try:
            value = fn()
        except Exception as error:
            if not isinstance(error, retry_on):
                raise
            for pause in upcoming:
                if clock() + pause < deadline and allowed():
                    break
                raise
            else:
                raise
            sleep(pause)
        else:
            return value
