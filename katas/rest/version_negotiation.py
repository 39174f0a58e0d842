"""Version negotiation: several versions at one URL, and each client gets what it can read.

Accept lists media ranges, each with a weight `q`, 1 if it has none. A range matches an
offer if its type and subtype are the same or `*`, and the offer has all its parameters.
Of the ranges that match, the most specific decides: type and subtype beat `type/*`, that
beats `*/*`, and of two with the same type and subtype the one with more parameters wins.

    >>> parse_accept("application/json;version=2, TEXT/*; q=0.5")[1]
    MediaRange(type='text', subtype='*', parameters={}, q=0.5)
    >>> quality("*/*, text/html;q=0.2", "text/html")
    0.2
    >>> best_match("text/html;q=0.2, text/*", ["text/html", "text/plain"])
    'text/plain'

`VersionRouter` gives a request to the handler of one version. Its offers are the media
type with each version, `application/json;version=2`, the oldest first. So a client that
does not care gets the oldest, today and in three years.

    >>> def echo(request):
    ...     return Response(200, {}, request.target.encode())
    >>> router = VersionRouter("application/json")
    >>> router.add(2, echo)
    >>> router.add(1, echo, deprecated=1767225600, sunset=1798761600)
    >>> old = router.handle(Request("GET", "/notes?page=3"))
    >>> old.headers["Deprecation"], old.headers["Sunset"]
    ('@1767225600', 'Fri, 01 Jan 2027 00:00:00 GMT')
    >>> router.handle(Request("GET", "/v2/notes?page=3")).body
    b'/notes?page=3'
    >>> refused = router.handle(Request("GET", "/notes", {"Accept": "text/html"}))
    >>> refused.status, refused.headers["Vary"], refused.body.split()
    (406, 'Accept', [b'application/json;version=1', b'application/json;version=2'])

- `/v2/...`: a path may begin with `v` and a version, a segment of its own. Only this
  version is offered then, and the handler sees the target without the segment, and the
  rest of the request as it was. 404 if there is no such version.
- 406: no offer is acceptable. The body lists those there were, one on a line.
- The answer is the handler's, and its headers stay. Deprecation and Sunset (RFC 9745 and
  8594) are added if `add` was told of them.
- All answers but this 404 depend on Accept, and a cache must be told: their Vary names
  Accept, beside whatever the handler varies by.
"""

from collections.abc import Sequence
from typing import NamedTuple

from dojo.kit.http import Handler, Request, Response


class MediaRange(NamedTuple):
    """One range; type, subtype and names of parameters in lower case, `q` not among them."""

    type: str
    subtype: str
    parameters: dict[str, str]
    q: float


def parse_accept(value: str) -> list[MediaRange]:
    """Return the ranges in their order, without those that are malformed.

    Commas separate ranges, and semicolons their parameters, `name=value`; spaces and tabs
    may stand around either. Empty ranges are skipped. A range is malformed if it is not
    `type/subtype`, `type/*` or `*/*`, if a parameter lacks its name, `=` or value, or if
    `q` is not 0 to 1 with at most three decimals (`0`, `0.25`, `1.000`). Values keep their
    case, and none is quoted here.
    """
    raise NotImplementedError


def quality(accept: str | None, offer: str) -> float:
    """Return the weight of the range that decides about the offer, 0 if none matches.

    Without Accept (None), or if no range of it is well-formed, any offer has weight 1. An
    offer is a media type, perhaps with parameters: `text/html;level=1`.
    """
    raise NotImplementedError


def best_match(accept: str | None, offers: Sequence[str]) -> str | None:
    """Return the offer of the highest weight, of equal ones the first.

    Weight 0 means "not acceptable"; return None if that is true of all.
    """
    raise NotImplementedError


class VersionRouter:
    def __init__(self, media_type: str) -> None:
        raise NotImplementedError

    def add(
        self,
        version: int,
        handler: Handler,
        *,
        deprecated: int | None = None,
        sunset: int | None = None,
    ) -> None:
        """Serve a version, 1 or more; versions may be added in any order.

        `deprecated` and `sunset` are in Unix seconds. Raise `ValueError` if the version has
        a handler already; that one stays.
        """
        raise NotImplementedError

    def handle(self, request: Request) -> Response:
        raise NotImplementedError
