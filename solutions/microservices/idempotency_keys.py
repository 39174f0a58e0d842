"""Idempotency keys, solved with one row that is claimed in one transaction and kept in another.

A row says who asked what, whose claim it is, and, later, the answer. The first transaction
inserts it. The unique constraint lets only one in, so there is no moment between "is the key
free?" and "it is mine", and whoever is not let in finds out why in the same transaction. It is
committed before the app is called: others must see the claim, and a lock held meanwhile would
make all of them wait for one payment.

The second transaction is the app's. Effect and answer are committed together, so a process that
is killed leaves both or neither, and no order of two commits could give that. What it may leave
is a claim without an answer, which is why claims expire. Nobody can tell a dead owner from a
slow one, so the slow one must be stopped at the commit: the update that stores the answer names
the claim, a random mark, and where it changes no row, all is rolled back. Kleppmann calls such a
mark a fencing token. A failure frees the claim by the same mark, not by the name of the key.

Cost: two transactions instead of one, and each repeat takes the write lock of SQLite for a
moment (a SELECT first, without it, spares most of that). At work, too: a job that deletes what
has expired, by an index on `expires`; a limit for stored bodies, or the id of what was made
instead of the answer; 409 with Retry-After; `ON CONFLICT DO NOTHING` in PostgreSQL; a counter
of replays and of 422, for those are bugs of clients.

Interview: "The client's POST timed out. May it be repeated? How do you make that safe?"
- A lost request and a lost answer look the same to who waits. Without repeats it is at most
  once, with them at least once. Delivery exactly once cannot be had; an effect that happens
  once can: repeat, and recognise repeats.
- Idempotent: once or many times, the effect is the same. PUT and DELETE are by definition,
  `SET balance = 5` is by nature, POST and `balance + 5` are not. A key makes any operation so.
  A natural key (order number, UNIQUE) is better still, if there is one: it never expires, and
  it stops the user who clicks twice, for whom a page may make up two keys.
- Where to keep the keys? Where the effect is, in its transaction. In Redis beside it, a crash
  between the two writes loses the key (done twice) or the effect (never done); `SET NX` there
  keeps off most of the repeats that meet, and promises nothing. In memory: until the next
  deploy, and only for the replica that was asked.
- An effect elsewhere (bank, mail) takes part in no transaction. Commit the intent, call the
  other side with a key derived from yours, which *it* remembers, commit the result; after a
  crash, go on from the last of these recovery points. Or an outbox, and an inbox over there.
  If the other side knows no keys, ask it what it has done before you repeat; if it cannot say
  either, choose: twice or never.
- Scope: the authenticated account and the key. A key by itself leaks one customer's answer to
  another. With it the fingerprint of the request, so that a client which uses a key again by
  mistake gets an error and not an answer to something else. Byte for byte is simple, as honest
  repeats are copies; a canonical form forgives clients that serialise anew.
- Lifetime: longer than the longest retry, queues, dead letters and a weekend included; a day at
  least. After it, a repeat is done again. The lease of a claim: longer than the slowest request,
  or a slow one's work is thrown away.
- What to store? What is final: success, 4xx by the app's rules. Not 409, 429, 401 or 503, which
  say "later" or "not like this". A 500 with rollback has done nothing: forget it. A 500 after
  an effect that cannot be rolled back: store it, or a repeat does it again.
- Stripe: key of up to 255 characters, a UUID is advised, on POST; GET and DELETE need none. Status
  and body of the first execution are kept, 500 too, for at least 24 hours, and replayed; other
  parameters are an error, one at work gives 409, and what failed validation before the work
  began is not kept. PayPal has PayPal-Request-Id, AWS a ClientToken among the parameters. The
  IETF draft for Idempotency-Key: a quoted string, 400 without, 422 for another request, 409 at
  work; no RFC yet.
- Retries: the key is made once for an intent, before the first attempt, and stored if it must
  survive a restart of the client. Same key and bytes on each attempt, after timeouts, resets,
  409, 429 and 5xx; exponential backoff with jitter, a deadline, a budget, Retry-After obeyed, and
  in one layer only, for three layers with three attempts make 27. Never after 422.
- 409 or wait? Waiting is kinder to clients and holds a thread and a connection for each repeat,
  just when the service is slow. 409 at once keeps it simple, and the client waits.
- Consumers of a queue have the same problem: message id for key, inbox for table.

Hints
-----
1. Write down the statements for one POST, and kill the process between any two of them. Where
   does a repeat find the effect and no answer? Which two must be in one transaction?
2. Two processes look for the key, and neither finds it. What does a PRIMARY KEY over principal
   and key do for them? What do `INSERT OR IGNORE` and `rowcount` say together?
3. How does another process see, while the app works, that it does? So when must the claim be
   committed, and what is open while the app thinks?
4. The claim is over, somebody else took the key, and then the slow one wakes up. By what can
   it see, in the transaction of its effect, that the row is no longer its own?
5. First transaction: delete the row if it has expired, insert `(principal, key, fingerprint,
   uuid4().hex, no answer, now + lock_ttl)`, and if that was ignored, select: 422, 409 or replay.
   Second: the app, then `UPDATE ... SET answer, expires WHERE claim = ?`; one row: commit, none:
   roll back, 409. If the app raises or answers 500: roll back, delete the row of that claim.
"""

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Callable
from uuid import uuid4

from dojo.kit.http import Headers, Request, Response

App = Callable[[sqlite3.Connection, Request], Response]

_TABLE = """
CREATE TABLE IF NOT EXISTS idempotency_keys (
    principal TEXT, key TEXT, request TEXT, claim TEXT, answer TEXT, expires REAL,
    PRIMARY KEY (principal, key)
)
"""
_FORGET = "DELETE FROM idempotency_keys WHERE principal = ? AND key = ? AND expires <= ?"
_CLAIM = "INSERT OR IGNORE INTO idempotency_keys VALUES (?, ?, ?, ?, NULL, ?)"
_FIND = "SELECT request, answer FROM idempotency_keys WHERE principal = ? AND key = ?"
_STORE = "UPDATE idempotency_keys SET answer = ?, expires = ? WHERE claim = ?"
_FREE = "DELETE FROM idempotency_keys WHERE claim = ? AND answer IS NULL"


class Idempotent:
    def __init__(
        self,
        app: App,
        connect: Callable[[], sqlite3.Connection],
        *,
        clock: Callable[[], float],
        principal: Callable[[Request], str],
        ttl: float,
        lock_ttl: float,
    ) -> None:
        self._app, self._connect = app, connect
        self._clock, self._principal = clock, principal
        self._ttl, self._lock_ttl = ttl, lock_ttl
        with contextlib.closing(connect()) as conn:
            conn.execute(_TABLE)

    def handle(self, request: Request) -> Response:
        with contextlib.closing(self._connect()) as conn:
            if request.method != "POST":
                with conn:
                    return self._app(conn, request)
            key = request.headers.get("Idempotency-Key", "")
            if not (1 <= len(key) <= 255 and key.isascii() and key.isprintable()):
                return Response(400)
            claim = self._claim(conn, request, key)
            return claim if isinstance(claim, Response) else self._run(conn, request, claim)

    def _claim(self, conn: sqlite3.Connection, request: Request, key: str) -> str | Response:
        """Return the mark of our claim, or the answer if there is nothing to claim."""
        now, name, asked = self._clock(), (self._principal(request), key), _fingerprint(request)
        claim = uuid4().hex
        with conn:
            conn.execute(_FORGET, [*name, now])
            row = [*name, asked, claim, now + self._lock_ttl]
            if conn.execute(_CLAIM, row).rowcount == 1:
                return claim
            known, answer = conn.execute(_FIND, name).fetchone()
        if known != asked:
            return Response(422)
        return Response(409) if answer is None else _restored(answer)

    def _run(self, conn: sqlite3.Connection, request: Request, claim: str) -> Response:
        try:
            answer = self._app(conn, request)
            if answer.status < 500:
                return self._commit(conn, claim, answer)
        except BaseException:
            self._give_up(conn, claim)
            raise
        self._give_up(conn, claim)
        return answer

    def _commit(self, conn: sqlite3.Connection, claim: str, answer: Response) -> Response:
        """Commit effect and answer, both or, if the claim was lost, neither."""
        expires = self._clock() + self._ttl
        if conn.execute(_STORE, [_kept(answer), expires, claim]).rowcount == 1:
            conn.commit()
            return answer
        conn.rollback()
        return Response(409)

    def _give_up(self, conn: sqlite3.Connection, claim: str) -> None:
        conn.rollback()
        with conn:
            conn.execute(_FREE, [claim])


def _fingerprint(request: Request) -> str:
    return hashlib.sha256(f"{request.target}\n".encode() + request.body).hexdigest()


def _kept(answer: Response) -> str:
    return json.dumps([answer.status, answer.headers.lines, answer.body.decode("latin-1")])


def _restored(kept: str) -> Response:
    status, lines, body = json.loads(kept)
    headers = Headers([*lines, ("Idempotent-Replayed", "true")])
    return Response(status, headers, body.encode("latin-1"))
