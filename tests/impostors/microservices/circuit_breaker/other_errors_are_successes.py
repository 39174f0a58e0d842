# expect: only one of them counts
"""Takes every error that is no failure for a success."""

from solutions.microservices.circuit_breaker import CircuitBreaker as Reference
from solutions.microservices.circuit_breaker import CircuitOpen  # noqa: F401


class CircuitBreaker(Reference):
    def _note(self, outcomes, failed):
        super()._note(outcomes, bool(failed))
