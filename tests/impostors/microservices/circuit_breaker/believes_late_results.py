# expect: T1's call was let through before the breaker opened and ended after
"""Believes whatever ends, and does not ask when it began: an old success closes the breaker."""

from solutions.microservices.circuit_breaker import CircuitBreaker as Reference
from solutions.microservices.circuit_breaker import CircuitOpen  # noqa: F401


class CircuitBreaker(Reference):
    def _note(self, outcomes, failed):
        with self._lock:
            if self._open_until is None:
                self._is_probing = False
            else:
                self._is_probing = True
            current = self._outcomes
        super()._note(current, failed)
