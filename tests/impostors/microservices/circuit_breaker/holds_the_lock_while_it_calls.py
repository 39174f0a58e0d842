# expect: while one call's fn runs, another call goes through
"""Holds its lock while fn runs, so that calls stand in a queue before the breaker."""

from threading import RLock

from solutions.microservices.circuit_breaker import CircuitBreaker as Reference
from solutions.microservices.circuit_breaker import CircuitOpen  # noqa: F401


class CircuitBreaker(Reference):
    def __init__(self, **settings):
        super().__init__(**settings)
        self._lock = RLock()

    def call(self, fn):
        with self._lock:
            return super().call(fn)
