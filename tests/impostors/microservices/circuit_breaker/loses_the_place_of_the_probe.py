# expect: its place is free again
"""Does not give the probe's place back when the probe tells nothing, and refuses for ever."""

from solutions.microservices.circuit_breaker import CircuitBreaker as Reference
from solutions.microservices.circuit_breaker import CircuitOpen  # noqa: F401


class CircuitBreaker(Reference):
    def _note(self, outcomes, failed):
        if failed is not None:
            super()._note(outcomes, failed)
