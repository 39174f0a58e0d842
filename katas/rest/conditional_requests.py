"""Conditional requests: send it only if it has changed, write it only if it has not.

An entity-tag names a version of a document: `"a"`, or `W/"a"` if it is weak, which means
that versions as good as each other share it. Who shows it in If-None-Match is spared what
he already has (304). Who shows it in If-Match replaces that version, or nothing (412).

    >>> parse_etags('"a,b", W/"c"')
    ['"a,b"', 'W/"c"']
    >>> weak_equal('W/"c"', '"c"'), strong_equal('W/"c"', '"c"')
    (True, False)
    >>> document = VersionedDocument(b"old")
    >>> seen = document.handle(Request("GET", "/")).headers["ETag"]
    >>> document.handle(Request("GET", "/", {"If-None-Match": seen})).status
    304
    >>> update = Request("PUT", "/", {"If-Match": seen}, b"new")
    >>> document.handle(update).status, document.handle(update).status
    (204, 412)

Preconditions are evaluated in this order (RFC 9110, section 13.2.2):
1. If-Match asks for a current version: any if it is `*`, otherwise one that is strongly
   equal to a tag of the list. If there is none such: 412.
2. If-None-Match asks that there be none: any if it is `*`, otherwise one that is weakly
   equal to a tag of the list. If there is: 304 to GET and HEAD, 412 to other methods.
Nobody keeps dates here, so If-Modified-Since and If-Unmodified-Since are ignored.

`VersionedDocument` answers GET, HEAD and PUT, whatever the path:
- GET: 200, the content, its ETag and `Cache-Control: no-cache`. A 304 has both headers and
  no content. While there is no document: 404, whatever the preconditions say.
- HEAD: as GET, without the content.
- PUT: 204, or 201 if there was no document, and the ETag of what it wrote. With neither
  If-Match nor If-None-Match: 428, document or not. Other statuses leave all as it was.
- 400 if a list of tags is malformed; 405 with Allow to other methods. Where two of these
  statuses apply, either will do.

Its tags are strong and yours to make: while nobody writes the tag stays, and contents that
differ never share one. Many threads call `handle` at once. Of two PUTs that show the same
tag, both with new content and nobody else writing, one is refused. A tag is sent only with
the content it belongs to, and to a PUT only that of its own content.
"""

from dojo.kit.http import Request, Response


def parse_etags(value: str) -> list[str]:
    """Return the tags of If-Match or If-None-Match as they were written; `["*"]` for `*`.

    A tag is two quotes, with anything between them but quotes, spaces and control
    characters, and before them optionally `W/`, with a capital W. Commas separate tags,
    spaces and tabs may stand around them, empty elements are skipped. Anything else:
    `ValueError`.
    """
    raise NotImplementedError


def strong_equal(one: str, other: str) -> bool:
    """Tell whether the tags are the same, and neither of them is weak."""
    raise NotImplementedError


def weak_equal(one: str, other: str) -> bool:
    """Tell whether the tags are the same, weak or not."""
    raise NotImplementedError


def evaluate(request: Request, etag: str | None) -> int | None:
    """Return the status that ends the request, 304 or 412; None if it may go on.

    `etag` is the tag of the current version, None if there is none. Raise `ValueError` if
    a list of tags is malformed.
    """
    raise NotImplementedError


class VersionedDocument:
    def __init__(self, content: bytes | None = None) -> None:
        """Begin with this content; with None there is no document yet."""
        raise NotImplementedError

    def handle(self, request: Request) -> Response:
        raise NotImplementedError
