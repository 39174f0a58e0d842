# expect: due are 409 for C
"""Frees a key by its name, whoever holds it by now: a third calls the app beside the second."""

from solutions.microservices.idempotency_keys import Idempotent as Reference


class Idempotent(Reference):
    def _run(self, conn, request, claim):
        name = self._principal(request), request.headers["Idempotency-Key"]
        return super()._run(conn, request, _Claim(claim, name))

    def _give_up(self, conn, claim):
        conn.rollback()
        with conn:
            free = "DELETE FROM idempotency_keys WHERE principal = ? AND key = ?"
            conn.execute(free, claim.name)


class _Claim(str):
    def __new__(cls, claim, name):
        self = super().__new__(cls, claim)
        self.name = name
        return self
