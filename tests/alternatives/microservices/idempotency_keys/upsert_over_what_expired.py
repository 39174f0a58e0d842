"""One upsert takes over what has expired; RETURNING tells whose the row is, and what it holds."""

import base64
import json
import secrets
from contextlib import closing

from dojo.kit.http import Headers, Response

TAKE = """
INSERT INTO requests (principal, key, target, content, owner, until) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (principal, key) DO UPDATE SET
    target = iif(until <= :now, excluded.target, target),
    content = iif(until <= :now, excluded.content, content),
    owner = iif(until <= :now, excluded.owner, owner),
    status = iif(until <= :now, NULL, status),
    until = iif(until <= :now, excluded.until, until)
RETURNING target, content, owner, status, headers, body
"""
STORE = """
UPDATE requests SET status = ?, headers = ?, body = ?, until = ?
WHERE principal = ? AND key = ? AND owner = ? RETURNING 1
"""


class Idempotent:
    def __init__(self, app, connect, *, clock, principal, ttl, lock_ttl):
        self.app, self.connect, self.clock, self.principal = app, connect, clock, principal
        self.ttl, self.lock_ttl = ttl, lock_ttl
        with closing(connect()) as conn:
            conn.execute("""
                CREATE TABLE IF NOT EXISTS requests (principal TEXT, key TEXT, target TEXT,
                    content BLOB, owner TEXT, until REAL, status INTEGER, headers TEXT, body TEXT,
                    UNIQUE (key, principal))
            """)

    def handle(self, request):
        with closing(self.connect()) as conn:
            if request.method != "POST":
                answer = self.app(conn, request)
                conn.commit()
                return answer
            key = request.headers.get("Idempotency-Key", "")
            if not key or len(key) > 255 or any(not " " <= letter <= "~" for letter in key):
                return Response(400)
            return self.keyed(conn, request, [self.principal(request), key])

    def keyed(self, conn, request, name):
        owner, now = secrets.token_hex(), self.clock()
        row = [*name, request.target, request.body, owner, now + self.lock_ttl]
        [found] = conn.execute(TAKE.replace(":now", repr(now)), row).fetchall()
        conn.commit()
        if found[:2] != (request.target, request.body):
            return Response(422)
        if found[2] == owner:
            return self.work(conn, request, name, owner)
        if found[3] is None:
            return Response(409, {"Retry-After": "1"})
        headers = Headers(map(tuple, json.loads(found[4]))) | {"idempotent-replayed": "true"}
        return Response(found[3], headers, base64.b64decode(found[5]))

    def work(self, conn, request, name, owner):
        is_over = False
        try:
            answer = self.app(conn, request)
            if answer.status >= 500:
                return answer
            headers, body = json.dumps(answer.headers.lines), base64.b64encode(answer.body)
            row = [answer.status, headers, body.decode(), self.clock() + self.ttl, *name, owner]
            is_over = True
            if not conn.execute(STORE, row).fetchall():
                return Response(409)
            conn.commit()
            return answer
        finally:
            conn.rollback()
            if not is_over:
                conn.execute("DELETE FROM requests WHERE owner = ?", [owner])
                conn.commit()
