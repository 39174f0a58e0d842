"""The version is a column: UPDATE ... WHERE version = ?, and again if somebody was faster."""

import re
import sqlite3

from dojo.kit.http import Response

HEADERS = {"Cache-Control": "private, no-cache"}
TAG = re.compile(r'[ \t]*((W/)?"[!#-~\x80-\uffff]*")?[ \t]*(,|$)')


def parse_etags(value):
    if value == "*":
        return [value]
    tags, place = [], 0
    while place < len(value):
        found = TAG.match(value, place)
        if not found:
            raise ValueError(value[place:])
        tags += [found[1]] if found[1] else []
        place = found.end()
    return tags


def strong_equal(one, other):
    return not (one + other).count("W/", 0, 2) and weak_equal(one, other) and other[0] == '"'


def weak_equal(one, other):
    return one[one.index('"') :] == other[other.index('"') :]


def evaluate(request, etag):
    match, none_match = (request.headers.get(name) for name in ("If-Match", "If-None-Match"))
    wanted = None if match is None else parse_etags(match)
    known = None if none_match is None else parse_etags(none_match)
    if wanted is not None and (
        etag is None or not any(tag == "*" or strong_equal(tag, etag) for tag in wanted)
    ):
        return 412
    if known and etag and any(tag == "*" or weak_equal(tag, etag) for tag in known):
        return {"GET": 304, "HEAD": 304}.get(request.method, 412)
    return None


class VersionedDocument:
    def __init__(self, content=None):
        self._db = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._db.execute("CREATE TABLE document (version INTEGER, content BLOB)")
        self._db.execute("INSERT INTO document VALUES (1, ?)", [content])

    def handle(self, request):
        answer = {"GET": self._get, "HEAD": self._head, "PUT": self._put}.get(request.method)
        if answer is None:
            return Response(405, {"allow": "PUT,GET,HEAD"})
        try:
            return answer(request)
        except ValueError as error:
            return Response(400, {"Content-Type": "text/plain"}, repr(error).encode())

    def _current(self):
        version, content = self._db.execute("SELECT * FROM document").fetchone()
        return version, content, None if content is None else f'"v{version}"'

    def _head(self, request):
        got = self._get(request)
        return Response(got.status, got.headers)

    def _get(self, request):
        _, content, etag = self._current()
        if etag is None:
            return Response(404, {}, b"no document")
        status = evaluate(request, etag)
        if status == 304:
            return Response(304, HEADERS | {"ETag": etag})
        if status:
            return Response(status, {}, b"another version")
        length = {"Content-Length": str(len(content))}
        return Response(200, HEADERS | length | {"ETag": etag}, content)

    def _put(self, request):
        if not request.headers.keys() & {"if-match", "if-none-match"}:
            return Response(428, {}, b"If-Match is missing")
        while True:
            version, _, etag = self._current()
            status = evaluate(request, etag)
            if status:
                return Response(status, {}, b"another version")
            written = self._db.execute(
                "UPDATE document SET version = version + 1, content = ? WHERE version = ?",
                [request.body, version],
            )
            if written.rowcount:
                return Response(204 if etag else 201, {"ETag": f'"v{version + 1}"'})
