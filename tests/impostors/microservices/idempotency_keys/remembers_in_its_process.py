# expect: what is stored must be there for all processes
"""Keeps keys and answers in a dict: another process, or this one after a restart, has none."""

import contextlib
import threading

from dojo.kit.http import Headers, Response


class Idempotent:
    def __init__(self, app, connect, *, clock, principal, ttl, lock_ttl):
        self._app, self._connect, self._clock, self._principal = app, connect, clock, principal
        self._ttl, self._lock_ttl = ttl, lock_ttl
        self._lock, self._known = threading.Lock(), {}

    def handle(self, request):
        if request.method != "POST":
            return self._work(request)
        key = request.headers.get("Idempotency-Key", "")
        if not (0 < len(key) < 256 and key.isascii() and key.isprintable()):
            return Response(400)
        name, asked = (self._principal(request), key), (request.target, request.body)
        with self._lock:
            known, answer, expires = self._known.get(name, (None, None, 0))
            if known is not None and self._clock() < expires:
                if known != asked:
                    return Response(422)
                return _replayed(answer) if answer else Response(409)
            self._known[name] = asked, None, self._clock() + self._lock_ttl
        try:
            answer = self._work(request)
        except BaseException:
            del self._known[name]
            raise
        if answer.status < 500:
            self._known[name] = asked, answer, self._clock() + self._ttl
        else:
            del self._known[name]
        return answer

    def _work(self, request):
        with contextlib.closing(self._connect()) as conn:
            answer = self._app(conn, request)
            if answer.status < 500:
                conn.commit()
            return answer


def _replayed(answer):
    headers = Headers([*answer.headers.lines, ("Idempotent-Replayed", "true")])
    return Response(answer.status, headers, answer.body)
