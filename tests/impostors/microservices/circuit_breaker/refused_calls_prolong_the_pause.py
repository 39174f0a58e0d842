# expect: calls refused meanwhile prolong nothing
"""Counts a refused call as one more failure, which begins the pause anew."""

from solutions.microservices.circuit_breaker import CircuitBreaker as Reference
from solutions.microservices.circuit_breaker import CircuitOpen


class CircuitBreaker(Reference):
    def _admit(self):
        try:
            return super()._admit()
        except CircuitOpen:
            if not self._is_probing:
                self._open_until = self._clock() + self._open_for
            raise
