# expect: was paused .*before .* committed once, not 2 times|one is to call the app, and both have
"""Looks for the key, then claims it in another step: two at once both find it free."""

from uuid import uuid4

from dojo.kit.http import Response
from solutions.microservices import idempotency_keys as reference
from solutions.microservices.idempotency_keys import Idempotent as Reference


class Idempotent(Reference):
    def _claim(self, conn, request, key):
        name, now = [self._principal(request), key], self._clock()
        asked = reference._fingerprint(request)
        find = "SELECT request, answer FROM idempotency_keys WHERE principal = ? AND key = ?"
        row = conn.execute(f"{find} AND expires > ?", [*name, now]).fetchone()
        if row is None:
            mark = uuid4().hex
            with conn:
                claim = [*name, asked, mark, now + self._lock_ttl]
                replace = "REPLACE INTO idempotency_keys VALUES (?, ?, ?, ?, NULL, ?)"
                conn.execute(replace, claim)
            return mark
        if row[0] != asked:
            return Response(422)
        return reference._restored(row[1]) if row[1] else Response(409)
