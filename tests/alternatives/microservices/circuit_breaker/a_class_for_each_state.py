"""The state pattern: each state is an object, and a call belongs to the one that let it through."""

import threading
from fractions import Fraction


class CircuitOpen(Exception):
    def __init__(self, retry_after):
        super().__init__(retry_after)
        self.retry_after = retry_after


class Closed:
    name = "closed"

    def __init__(self, breaker):
        self.breaker = breaker
        self.failures = []

    def enter(self):
        pass

    def leave(self, failed):
        if failed is None:
            return
        self.failures = [*self.failures, failed][-self.breaker.window :]
        calls = len(self.failures)
        if calls < self.breaker.min_calls:
            return
        if Fraction(self.failures.count(True), calls) >= self.breaker.failure_rate:
            self.breaker.current = Tripped(self.breaker)


class Tripped:
    def __init__(self, breaker):
        self.breaker = breaker
        self.since = breaker.clock()
        self.has_probe = False

    @property
    def left(self):
        return max(0.0, self.breaker.open_for - (self.breaker.clock() - self.since))

    @property
    def name(self):
        return "open" if self.left else "half-open"

    def enter(self):
        if self.has_probe or self.left:
            raise CircuitOpen(self.left)
        self.has_probe = True

    def leave(self, failed):
        self.has_probe = False
        if failed is not None:
            self.breaker.current = (Tripped if failed else Closed)(self.breaker)


class CircuitBreaker:
    def __init__(self, *, window, min_calls, failure_rate, open_for, failures, clock):
        if window < 1 or not 0 < min_calls <= window:
            raise ValueError("window")
        if not 0.0 < failure_rate <= 1.0 or open_for <= 0:
            raise ValueError("rate")
        self.window, self.min_calls = window, min_calls
        self.failure_rate, self.open_for = failure_rate, open_for
        self.failures, self.clock = failures, clock
        self.lock = threading.RLock()
        self.current = Closed(self)

    @property
    def state(self):
        return self.current.name

    def call(self, fn):
        with self.lock:
            period = self.current
            period.enter()
        try:
            value = fn()
        except BaseException as error:
            self.end(period, True if isinstance(error, self.failures) else None)
            raise
        self.end(period, False)
        return value

    def end(self, period, failed):
        with self.lock:
            if period is self.current:
                period.leave(failed)
