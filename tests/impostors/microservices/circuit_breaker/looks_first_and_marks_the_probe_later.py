# expect: two calls come at once: one is the probe
"""Looks whether a probe runs, and marks its own in another step: two calls can both be it."""

from solutions.microservices.circuit_breaker import CircuitBreaker as Reference
from solutions.microservices.circuit_breaker import CircuitOpen


class CircuitBreaker(Reference):
    def _admit(self):
        with self._lock:
            until, probing = self._open_until, self._is_probing
            outcomes = self._outcomes
        if until is not None:
            left = until - self._clock()
            if left > 0 or probing:
                raise CircuitOpen(max(left, 0))
            with self._lock:
                self._is_probing = True
        return outcomes
