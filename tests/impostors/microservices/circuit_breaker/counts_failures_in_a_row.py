# expect: of the last four half failed, though never two in a row
"""Counts failures in a row, so that one success in between hides them all."""

from solutions.microservices.circuit_breaker import CircuitBreaker as Reference
from solutions.microservices.circuit_breaker import CircuitOpen  # noqa: F401


class CircuitBreaker(Reference):
    def _note(self, outcomes, failed):
        if failed is False:
            outcomes.clear()
        super()._note(outcomes, failed)

    def _share(self):
        needed = self._failure_rate * self._outcomes.maxlen
        return 1.0 if sum(self._outcomes) >= needed else 0.0
