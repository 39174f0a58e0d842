"""Idempotency keys: whoever heard no answer asks again, and nothing is done twice.

`app(conn, request)` does the work of an API, say it takes payments. It writes by statements on
`conn`, which it neither commits nor rolls back, and returns a Response. In front of it stands
`Idempotent`. A client makes up an Idempotency-Key for each POST, and repeats the POST with that
key until it has an answer.

    >>> def pay(conn, request):
    ...     conn.execute("INSERT INTO payments VALUES (?)", [int(request.body)])
    ...     return Response(201)
    >>> def connect():
    ...     return sqlite3.connect("file:shop?mode=memory&cache=shared", uri=True)
    >>> shop = connect()
    >>> _ = shop.execute("CREATE TABLE payments (cents)")
    >>> api = Idempotent(pay, connect, clock=lambda: 0.0, principal=lambda request: "ann",
    ...                  ttl=86_400, lock_ttl=60)
    >>> post = Request("POST", "/payments", {"Idempotency-Key": "k-1"}, b"250")
    >>> api.handle(post).headers, api.handle(post).headers
    (Headers({}), Headers({'Idempotent-Replayed': 'true'}))
    >>> api.handle(Request("POST", "/payments", {"Idempotency-Key": "k-1"}, b"999")).status
    422
    >>> shop.execute("SELECT * FROM payments").fetchall()
    [(250,)]

A POST is answered
- 400 unless it has a key: 1 to 255 characters, all of them printable ASCII;
- 422 if the key is that of another request, be it done or still at work. Requests are the same
  if target and body are, byte for byte; other headers do not matter;
- 409 while another process or thread is at work for the key;
- with the answer that is stored for the key, all its header lines included, and
  `Idempotent-Replayed: true`. The app is not called;
- otherwise by the app. An answer below 500, 4xx too, is stored, and committed at once with
  what the app wrote. If the app raises, or answers 500 or more, that is let out as it is, what
  it wrote is undone, and the next request with the key calls the app again.
Other methods always call the app, key or not, and what it wrote is committed.

Keys belong to a principal: what others do with the same key is of no account. An answer is
forgotten when it is `ttl` seconds old.

Many processes, with many threads each, share the database. Any of them may be killed at any
moment. Whoever took up a key `lock_ttl` seconds ago and has stored nothing yet loses it to the
next who asks with it, who calls the app. If the former was only slow, then none of its writes
are committed, the key is no longer its own to free, and its answer is 409, or the stored one.

So what the app does for a key is committed once. While the app works, and has not written yet,
the database is not locked. Whoever finds it locked lets `sqlite3.OperationalError` out.
"""

import sqlite3
from collections.abc import Callable

from dojo.kit.http import Request, Response

App = Callable[[sqlite3.Connection, Request], Response]


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
        """Create the table that you need, if it is not there yet.

        `connect` opens one more connection, as `sqlite3.connect` returns it; close what you open.
        `clock` gives seconds, and `principal` who sent a request: any text.
        """
        raise NotImplementedError

    def handle(self, request: Request) -> Response:
        """Answer the request; called by many threads at once."""
        raise NotImplementedError
