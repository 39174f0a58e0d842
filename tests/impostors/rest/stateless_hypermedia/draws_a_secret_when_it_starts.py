# expect: to a server that has restarted.*not 404: whoever answers has nothing but the secret
"""Mixes a random key into the signature, which each process draws for itself when it starts."""

import os

from solutions.rest.stateless_hypermedia import Checkout as Reference
from solutions.rest.stateless_hypermedia import CheckoutFailed, buy

__all__ = ["Checkout", "CheckoutFailed", "buy"]

SALT = os.urandom(16)


class Checkout(Reference):
    def __init__(self, secret, *args, **named):
        super().__init__(secret + SALT, *args, **named)
