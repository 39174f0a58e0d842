# expect: was killed .*before .* committed once, not 2 times
"""Commits the effect, then stores the answer: who is killed in between does it all again."""

from solutions.microservices.idempotency_keys import Idempotent as Reference


class Idempotent(Reference):
    def _commit(self, conn, claim, answer):
        conn.commit()
        return super()._commit(conn, claim, answer)
