"""A version is a value, replaced whole, so readers need no lock; the list is read by hand."""

import threading
import uuid

from dojo.kit.http import Response


def parse_etags(value):
    if value.strip() == "*":
        return ["*"]
    tags, rest = [], value.strip(" \t,")
    while rest:
        start = rest.find('"')
        end = rest.find('"', start + 1)
        tag, rest = rest[: end + 1], rest[end + 1 :].lstrip(" \t")
        if start < 0 or end < 0 or (rest[:start] and not tag.startswith(('"', 'W/"'))):
            raise ValueError(value)
        if tag[:start] not in ("", "W/") or any(char <= " " for char in tag):
            raise ValueError(value)
        if rest and not rest.startswith(","):
            raise ValueError(value)
        tags.append(tag)
        rest = rest.lstrip(" \t,")
    return tags


def strong_equal(one, other):
    return one[0] == other[0] == '"' and one == other


def weak_equal(one, other):
    return one.split('"')[1] == other.split('"')[1]


def evaluate(request, etag):
    if "if-match" in request.headers:
        tags = parse_etags(request.headers["if-match"])
        if not etag or (tags != ["*"] and not [tag for tag in tags if strong_equal(tag, etag)]):
            return 412
    if "if-none-match" in request.headers:
        tags = parse_etags(request.headers["if-none-match"])
        if etag and (tags == ["*"] or [tag for tag in tags if weak_equal(tag, etag)]):
            return 304 if request.method in {"GET", "HEAD"} else 412
    return None


class VersionedDocument:
    def __init__(self, content=None):
        self._writing = threading.Lock()
        self._current = None if content is None else (content, f'"{uuid.uuid4()}"')

    def handle(self, request):
        try:
            match request.method:
                case "GET" | "HEAD":
                    return self._read(request, self._current)
                case "PUT":
                    return self._write(request)
        except ValueError:
            return Response(400)
        return Response(405, [("Allow", "GET"), ("Allow", "HEAD"), ("Allow", "PUT")])

    def _read(self, request, current):
        if current is None:
            return Response(404)
        content, etag = current
        status = evaluate(request, etag) or 200
        body = content if (request.method, status) == ("GET", 200) else b""
        return Response(status, {"etag": etag, "cache-control": "no-cache"}, body)

    def _write(self, request):
        new = request.body, f'"{uuid.uuid4()}"'
        if "If-Match" not in request.headers and "If-None-Match" not in request.headers:
            return Response(428)
        with self._writing:
            old = self._current
            status = evaluate(request, old and old[1])
            if status:
                return Response(status)
            self._current = new
        return Response(204 if old else 201, {"ETag": new[1]})
