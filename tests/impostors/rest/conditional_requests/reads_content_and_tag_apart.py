# expect: a GET gives a content and the tag of this very content
"""Locks writers alone: a reader finds the new content still with the old tag."""

import threading

from dojo.kit.http import Response
from solutions.rest.conditional_requests import evaluate, parse_etags, strong_equal, weak_equal

__all__ = ["VersionedDocument", "evaluate", "parse_etags", "strong_equal", "weak_equal"]


class VersionedDocument:
    def __init__(self, content=None):
        self._lock = threading.Lock()
        self._content = content
        self._version = 0

    def handle(self, request):
        if request.method not in ("GET", "HEAD", "PUT"):
            return Response(405, {"Allow": "GET, HEAD, PUT"})
        try:
            if request.method != "PUT":
                return self._read(request)
            with self._lock:
                return self._write(request)
        except ValueError:
            return Response(400)

    def _read(self, request):
        content = self._content
        if content is None:
            return Response(404)
        headers = {"ETag": self._etag(), "Cache-Control": "no-cache"}
        status = evaluate(request, headers["ETag"])
        if status:
            return Response(status, headers)
        return Response(200, headers, content if request.method == "GET" else b"")

    def _write(self, request):
        if not {"if-match", "if-none-match"} & set(request.headers):
            return Response(428)
        existed = self._content is not None
        status = evaluate(request, self._etag() if existed else None)
        if status:
            return Response(status)
        self._content = request.body
        self._version += 1
        return Response(204 if existed else 201, {"ETag": self._etag()})

    def _etag(self):
        return f'"{self._version}"'
