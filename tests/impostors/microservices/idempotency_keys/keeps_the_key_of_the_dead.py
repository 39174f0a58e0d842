# expect: was killed .*before .* the request came again: due is 201, not 409
"""Never ends a claim whose owner is dead: the key is "at work" for ever."""

from solutions.microservices.idempotency_keys import Idempotent as Reference


class Idempotent(Reference):
    def __init__(self, *args, **named):
        super().__init__(*args, **named | {"lock_ttl": float("inf")})
