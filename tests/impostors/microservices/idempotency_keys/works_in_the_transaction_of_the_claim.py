# expect: lock|another got the same request
"""Claims, works and stores in one transaction: nobody sees the claim, and everybody waits."""

from uuid import uuid4

from dojo.kit.http import Response
from solutions.microservices import idempotency_keys as reference
from solutions.microservices.idempotency_keys import Idempotent as Reference


class Idempotent(Reference):
    def _claim(self, conn, request, key):
        name, asked = (self._principal(request), key), reference._fingerprint(request)
        mark = uuid4().hex
        conn.execute(reference._FORGET, [*name, self._clock()])
        row = [*name, asked, mark, self._clock() + self._lock_ttl]
        if conn.execute(reference._CLAIM, row).rowcount == 1:
            return mark
        known, answer = conn.execute(reference._FIND, name).fetchone()
        conn.rollback()
        return reference._restored(answer) if known == asked else Response(422)
