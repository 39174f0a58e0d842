# expect: the key was used for POST /payments 250, and comes with .*: due is 422, not 201
"""Does not keep what was asked: another request with the key gets the answer of the first."""

from dojo.kit.http import Request
from solutions.microservices.idempotency_keys import Idempotent as Reference


class Idempotent(Reference):
    def _claim(self, conn, request, key):
        return super()._claim(conn, Request("POST", "/", request.headers), key)
