"""Claims and answers in two tables: the primary key of the answers lets only one commit."""

import contextlib
import pickle
import re
import sqlite3
import uuid

from dojo.kit.http import Headers, Response

KEY = re.compile("[ -~]{1,255}")


class Idempotent:
    def __init__(self, app, connect, *, clock, principal, ttl, lock_ttl):
        self._app, self._connect, self._clock, self._principal = app, connect, clock, principal
        self._ttl, self._lock_ttl = ttl, lock_ttl
        with self._open() as conn:
            conn.executescript("""
                CREATE TABLE IF NOT EXISTS claims (name PRIMARY KEY, asked, owner, since);
                CREATE TABLE IF NOT EXISTS answers (name PRIMARY KEY, asked, pickled, since);
            """)

    @contextlib.contextmanager
    def _open(self):
        conn = self._connect()
        conn.isolation_level = None
        try:
            yield conn
        finally:
            conn.close()

    def handle(self, request):
        with self._open() as conn:
            if request.method != "POST":
                return self._app(conn, request)
            key = request.headers.get("idempotency-key")
            if key is None or not KEY.fullmatch(key):
                return Response(400, {"Content-Type": "text/plain"}, b"no proper Idempotency-Key")
            name = f"{key}\n{self._principal(request)}"
            return self._handle(conn, name, request)

    def _handle(self, conn, name, request):
        asked, owner = pickle.dumps([request.target, request.body]), uuid.uuid4().hex
        with transaction(conn, "IMMEDIATE"):
            now = self._clock()
            conn.execute("DELETE FROM answers WHERE since <= ?", [now - self._ttl])
            conn.execute("DELETE FROM claims WHERE since <= ?", [now - self._lock_ttl])
            both = "SELECT asked, pickled FROM answers WHERE name = ?"
            both += " UNION ALL SELECT asked, NULL FROM claims WHERE name = ?"
            for known, pickled in conn.execute(both, [name, name]).fetchall():
                if known != asked:
                    return Response(422)
                return replay(*pickle.loads(pickled)) if pickled else Response(409)
            conn.execute("INSERT INTO claims VALUES (?, ?, ?, ?)", [name, asked, owner, now])
        try:
            return self._work(conn, name, asked, request)
        except sqlite3.IntegrityError:
            return Response(409)
        finally:
            with transaction(conn, "IMMEDIATE"):
                conn.execute("DELETE FROM claims WHERE owner = ?", [owner])

    def _work(self, conn, name, asked, request):
        try:
            with transaction(conn, "DEFERRED"):
                answer = self._app(conn, request)
                if answer.status >= 500:
                    raise NotStored(answer)
                pickled = pickle.dumps([answer.status, answer.headers.lines, answer.body])
                row = [name, asked, pickled, self._clock()]
                conn.execute("INSERT INTO answers VALUES (?, ?, ?, ?)", row)
            return answer
        except NotStored as failed:
            return failed.args[0]


class NotStored(Exception):
    pass


@contextlib.contextmanager
def transaction(conn, mode):
    conn.execute(f"BEGIN {mode}")
    try:
        yield
        conn.execute("COMMIT")
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")


def replay(status, lines, body):
    return Response(status, Headers(lines) | {"Idempotent-Replayed": "true"}, body)
