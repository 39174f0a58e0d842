"""Conditional requests, solved with a regular expression and one lock.

A comma may stand inside a tag, so a list cannot be split at commas. One expression says
what a whole list looks like, and once a text is known to be one, another picks the tags
out. Spaces belong to one place of the expression only: were there two that could take
the same spaces, a long malformed header would keep it busy for years.

`evaluate` is two sentences of the RFC, each with the comparison that fits. To write over a
version one must have seen that very version: strong. To be spared a download it is enough
to hold something as good: weak. And `*` is about existence: If-Match: * means "update, do
not create", If-None-Match: * means "create, do not overwrite".

The lock spans check and write. Without it two writers can both find their tag current, and
both write: the lost update is back, through a window that is merely smaller. Readers take
it too, and the answer is made before it is given back, so tag and content are of a piece.
404 comes before the preconditions: they count only where the request would succeed
without them (section 13.2.1).

Cost: a hash of the content for each request. It needs no memory, survives restarts, and
replicas agree on it; keep it beside the content if that is large. At work the version is a
column, and the check is part of the write, in the database, for replicas share no lock:
`UPDATE doc SET body = ..., version = version + 1 WHERE id = ... AND version = 7`, and if no
row was changed, 412. Frameworks do the reading half: `condition` in Django, Starlette for
static files.

Interview: "What is REST, and what are its constraints?" A style (Fielding, 2000), no
protocol: constraints, and what each one buys.
- Client and server: interface and storage change apart.
- Stateless: each request carries all that is needed to understand it. No session in the
  memory of one server, so any replica may answer, and one that dies takes nothing with it.
  Resources have state, of course; the price is larger requests. A tag in If-Match is a
  good example: the server need not remember who has read what.
- Cacheable: an answer says whether, and for how long, it may be used again.
- Uniform interface: resources have URIs, one works on representations, messages describe
  themselves (method, status, media type), links say what may come next (HATEOAS). Generic
  caches, proxies and clients work because of it; what is made for all fits nobody best.
- Layered: nobody sees beyond the next hop, so gateways and caches can be put in between.
- Code on demand, the only optional one: the server sends scripts.
Most APIs that are called REST are level 2 of Richardson: resources, methods, statuses, no
links. It hurts with chatty reads, streams and actions: GraphQL, WebSocket, gRPC.

"ETag or Last-Modified?" A date has seconds, so two changes within one look alike, it needs
a clock that everybody shares, and a file that was touched looks new. A tag is whatever
identifies the version. Send both if you have both: dates are for old clients and for
guessing freshness. If-None-Match beats If-Modified-Since and If-Match beats
If-Unmodified-Since; a date that cannot be read is ignored.

"Strong or weak?" Strong: byte for byte the same, per representation, so gzip and plain
must differ. Ranges and If-Match need that. Weak: equivalent, say the same page but for a
timestamp, which is enough for 304. A trap: a proxy that compresses on the fly must make
tags weak (nginx does), or change them (Apache appends `-gzip`), and either of them makes
a later If-Match fail, until somebody undoes it.

"Two users edit the same record over HTTP?" Optimistic locking. GET gives a tag, PUT, PATCH
or DELETE shows it in If-Match, 412 means: read again, merge or ask, and try again. 428
(RFC 6585) closes the door to clients that forget. 409 is a conflict with the state in any
other sense, 423 a lock held by somebody. Nobody waits and nothing is left locked if a
client goes away, but a record that all write at once wants another design: PATCH or POST
of an operation, applied on the server. A PUT whose answer was lost may get 412 for its own
write: read and compare before you tell the user.

"Which headers steer a cache?" Cache-Control: `max-age` and for shared caches `s-maxage`;
`no-cache` lets it store and makes it ask each time, which 304 keeps cheap; `no-store`
forbids to store; `private` is for the browser only; `must-revalidate` forbids stale
answers, `stale-while-revalidate` allows them for a while; `immutable` suits URLs that
contain a hash. Vary names the request headers that chose the representation, Age tells how
long it has lain there, Expires is the old max-age. A 304 repeats ETag, Cache-Control, Vary,
Date, Expires and Content-Location as 200 would have them, and the cache updates its copy.

Hints
-----
1. What may stand between two quotes? Write an expression for one tag, then one for a
   whole list out of that. Which of them tells good from bad, which of them collects?
2. Both headers ask the same question of a list and a current tag, with another comparison.
   Which function answers it, and what does it say of `*`, and where nothing exists?
3. In `evaluate` it takes two `if`s, in the order of the brief. Which part of the second
   depends on the method?
4. Two threads show the same tag. Both are past the check, and neither has written yet.
   What must one lock span? May a reader look at tag and content one after the other?
5. In `handle`: 405 first, then, inside the lock, read or write, each of which returns a
   whole Response, and around it `except ValueError` for 400. `etag` can be made of the
   content: quotes around a hash of it.
"""

import hashlib
import re
import threading
from collections.abc import Callable

from dojo.kit.http import Headers, Request, Response

_ETAG = r'(?:W/)?"[^"\x00-\x20\x7f]*"'
_ELEMENT = rf"[ \t]*(?:{_ETAG}[ \t]*)?"
_ETAGS = re.compile(f"{_ELEMENT}(?:,{_ELEMENT})*")


def parse_etags(value: str) -> list[str]:
    if value == "*":
        return ["*"]
    if not _ETAGS.fullmatch(value):
        raise ValueError(f"neither * nor a list of entity-tags: {value!r}")
    return re.findall(_ETAG, value)


def strong_equal(one: str, other: str) -> bool:
    return one == other and not one.startswith("W/")


def weak_equal(one: str, other: str) -> bool:
    return one.removeprefix("W/") == other.removeprefix("W/")


def evaluate(request: Request, etag: str | None) -> int | None:
    headers = request.headers
    if "If-Match" in headers and not _names(headers["If-Match"], etag, strong_equal):
        return 412
    if "If-None-Match" in headers and _names(headers["If-None-Match"], etag, weak_equal):
        return 304 if request.method in ("GET", "HEAD") else 412
    return None


def _names(value: str, etag: str | None, equal: Callable[[str, str], bool]) -> bool:
    tags = parse_etags(value)
    return etag is not None and (tags == ["*"] or any(equal(tag, etag) for tag in tags))


class VersionedDocument:
    def __init__(self, content: bytes | None = None) -> None:
        self._content = content
        self._lock = threading.Lock()

    def handle(self, request: Request) -> Response:
        if request.method not in ("GET", "HEAD", "PUT"):
            return Response(405, Headers({"Allow": "GET, HEAD, PUT"}))
        try:
            with self._lock:
                return self._write(request) if request.method == "PUT" else self._read(request)
        except ValueError as error:
            return Response(400, body=str(error).encode())

    def _read(self, request: Request) -> Response:
        if self._content is None:
            return Response(404)
        etag = _etag(self._content)
        headers = Headers({"ETag": etag, "Cache-Control": "no-cache"})
        status = evaluate(request, etag)
        if status:
            return Response(status, headers)
        return Response(200, headers, self._content if request.method == "GET" else b"")

    def _write(self, request: Request) -> Response:
        if "If-Match" not in request.headers and "If-None-Match" not in request.headers:
            return Response(428)
        etag = None if self._content is None else _etag(self._content)
        status = evaluate(request, etag)
        if status:
            return Response(status)
        self._content = request.body
        return Response(201 if etag is None else 204, Headers({"ETag": _etag(request.body)}))


def _etag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()}"'
