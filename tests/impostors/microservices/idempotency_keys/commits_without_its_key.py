# expect: lock_ttl is 60.*committed once, not 2 times
"""Does not look whether the key is still its own when it commits: the slow one pays, too."""

from solutions.microservices import idempotency_keys as reference
from solutions.microservices.idempotency_keys import Idempotent as Reference


class Idempotent(Reference):
    def _commit(self, conn, claim, answer):
        expires = self._clock() + self._ttl
        conn.execute(reference._STORE, [reference._kept(answer), expires, claim])
        conn.commit()
        return answer
