# expect: the app raised BrokenError, and a repeat calls it again at once: due is 201, not 409
"""Frees the key after an answer only: when the app raises, repeats get 409 until lock_ttl."""

from solutions.microservices.idempotency_keys import Idempotent as Reference


class Idempotent(Reference):
    def _run(self, conn, request, claim):
        answer = self._app(conn, request)
        if answer.status < 500:
            return self._commit(conn, claim, answer)
        self._give_up(conn, claim)
        return answer
