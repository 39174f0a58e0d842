# expect: principal and key are
"""Knows a key by itself alone: who guesses or shares it gets the answer made for another."""

from solutions.microservices.idempotency_keys import Idempotent as Reference


class Idempotent(Reference):
    def __init__(self, *args, **named):
        super().__init__(*args, **named | {"principal": lambda request: ""})
