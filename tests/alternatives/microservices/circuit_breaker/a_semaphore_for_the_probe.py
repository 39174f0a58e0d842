"""The place of the probe is a semaphore, periods are numbered, and failures are counted."""

import collections
import contextlib
import threading


class CircuitOpen(Exception):
    def __init__(self, retry_after):
        self.retry_after = retry_after


class CircuitBreaker:
    def __init__(self, *, window, min_calls, failure_rate, open_for, failures, clock):
        for fine in (window > 0, min_calls > 0, min_calls <= window, open_for > 0):
            if not fine:
                raise ValueError("settings")
        if failure_rate <= 0 or failure_rate > 1:
            raise ValueError("failure_rate")
        self._settings = window, min_calls, failure_rate, open_for
        self._kinds, self._clock = failures, clock
        self._place = threading.Semaphore(1)
        self._mutex = threading.Condition()
        self._period = 0
        self._begin(None)

    def _begin(self, reopens):
        self._period += 1
        self._reopens = reopens
        self._counted = collections.Counter()
        self._last = collections.deque()

    @property
    def state(self):
        reopens = self._reopens
        if reopens is None:
            return "closed"
        return "half-open" if self._clock() >= reopens else "open"

    def call(self, fn):
        with self._mutex:
            period, reopens = self._period, self._reopens
            if reopens is not None:
                if self._clock() < reopens:
                    raise CircuitOpen(float(reopens - self._clock()))
                if not self._place.acquire(blocking=False):
                    raise CircuitOpen(0.0)
        if reopens is None:
            return self._watched(fn, lambda failed: self._count(period, failed))
        with contextlib.ExitStack() as stack:
            stack.callback(self._place.release)
            return self._watched(fn, self._decide)

    def _watched(self, fn, note):
        try:
            value = fn()
        except self._kinds:
            with self._mutex:
                note(True)
            raise
        with self._mutex:
            note(False)
        return value

    def _decide(self, failed):
        self._begin(self._clock() + self._settings[3] if failed else None)

    def _count(self, period, failed):
        if period != self._period:
            return
        window, min_calls, rate, open_for = self._settings
        self._last.append(failed)
        self._counted[failed] += 1
        if len(self._last) > window:
            self._counted[self._last.popleft()] -= 1
        if len(self._last) >= min_calls and self._counted[True] / len(self._last) >= rate:
            self._begin(self._clock() + open_for)
