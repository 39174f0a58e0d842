# expect: the app answered 500, which is not stored|the app wrote and answered 500
"""Stores whatever the app answers: one hiccup, and the key gets 500 until it expires."""

from solutions.microservices.idempotency_keys import Idempotent as Reference


class Idempotent(Reference):
    def _run(self, conn, request, claim):
        try:
            answer = self._app(conn, request)
        except BaseException:
            self._give_up(conn, claim)
            raise
        return self._commit(conn, claim, answer)
