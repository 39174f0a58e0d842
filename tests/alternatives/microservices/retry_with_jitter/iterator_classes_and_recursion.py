"""Delays are objects of a class, the budget counts fractions, and a retry is a recursive call."""

import fractions


class Backoff:
    def __init__(self, base, cap, rng):
        self.base, self.cap, self.rng = base, cap, rng
        self.limit = base

    def __iter__(self):
        return self

    def __next__(self):
        delay = self.delay()
        self.limit = self.cap if self.limit >= self.cap / 2 else self.limit * 2
        return delay

    def delay(self):
        return self.limit


class Full(Backoff):
    def delay(self):
        return self.rng.uniform(0.0, self.limit)


class Equal(Backoff):
    def delay(self):
        return self.rng.uniform(self.limit / 2, self.limit)


class Decorrelated(Backoff):
    def __next__(self):
        drawn = self.rng.uniform(self.base, 3 * self.limit)
        self.limit = drawn if drawn < self.cap else self.cap
        return self.limit


KINDS = {"none": Backoff, "full": Full, "equal": Equal, "decorrelated": Decorrelated}


def delays(jitter, *, base, cap, rng):
    if jitter not in KINDS or base <= 0 or cap < base:
        raise ValueError(jitter, base, cap)
    return KINDS[jitter](base, cap, rng)


class RetryBudget:
    def __init__(self, *, ratio, burst):
        self.ratio = fractions.Fraction(ratio)
        self.burst = self.tokens = fractions.Fraction(burst)

    def earn(self):
        self.tokens += self.ratio
        if self.tokens > self.burst:
            self.tokens = self.burst

    def spend(self):
        whole = self.tokens >= 1
        self.tokens -= whole
        return bool(whole)


def retry(fn, pauses, *, timeout, retry_on, clock, sleep, budget=None):
    begin, rest = clock(), iter(pauses)
    if budget is not None:
        budget.earn()

    def go():
        try:
            return fn()
        except retry_on:
            pause = next(rest, None)
            if pause is None or clock() - begin + pause >= timeout:
                raise
            if budget is not None and not budget.spend():
                raise
        sleep(pause)
        return go()

    return go()
