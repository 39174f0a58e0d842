"""Version negotiation, solved by asking of each offer which range decides about it.

The question must be asked that way round. Who walks through the ranges, best weight first,
and takes the first offer that fits, gives text/html to a client that wrote `text/*,
text/html;q=0.2`: the wildcard fits it, too. For each offer, then, the most specific range
that matches, a `max` over three numbers; and over the offers a second `max`, which keeps the
first of equals, so the server's order breaks ties. Weight 0 stands outside that order. It
means no, not "last".

The path needs no rules of its own: it cuts the offers down to one, and the same negotiation
follows. So `/v2/` with an Accept that insists on version 1 is 406 and no contradiction that
somebody must think of. Versions are numbers, or 10 would stand before 2.

Cost: ranges times offers, both a handful; parse each offer once if you have many. Left out:
quoted values (`profile="a, b"`, so a real parser cannot split at commas), Accept-Language and
the rest of the family, and 410 once the sunset has passed. At work werkzeug
(`request.accept_mimetypes.best_match`) and Django (`request.get_preferred_type`, 5.2) negotiate,
and Django REST framework has AcceptHeaderVersioning. Where nobody asks for a version, the
handler should still say in Content-Type which one it sent. RFC 9110 also lets a server ignore
Accept and send what it has; for versions that is a lie which the client notices too late.

Interview: "How do you version an API?" First: how do I avoid it?
- Additive changes need no version: a new resource, a new optional field in a request, a new
  field in an answer. They need tolerant readers, who ignore what they do not know; say so
  in the documentation before the first client exists, and keep a contract test for it.
- What breaks: removing or renaming, another type or unit, another meaning under the same name,
  another default, order or status. Requests and answers are mirror images: a server may ask for
  less and answer with more. A new required field breaks those who write, and a field that may
  be missing now those who read. So does a new value of an enumeration, unless clients
  were told from the start to expect unknown ones.
- Path, `/v2/notes`: visible in logs and links, trivial to route, cache and try in a browser.
  But one thing has two URLs, links between them go stale, and all resources move at once.
- Header or media type, `application/json;version=2`: one URL per thing, and a version for
  each representation. Harder to try and to see; caches need Vary, and each value of Accept
  that differs in a space is another entry. A custom header (`Api-Version`) is easier to
  write and to normalise at a gateway; Vary must name it.
- Query parameter: easy, lost easily, and mixed up with the filters.
- By date (Stripe, GitHub): an account or header is pinned to a day; the core knows only the
  newest schema, and small transforms, one for each breaking change, translate for the rest.
- Who names no version gets the oldest, or what the account was pinned to, or 400. "The
  latest" breaks clients on the day that you release. And an unknown version is an error, never
  the nearest one.
- How many? Each version multiplies tests, documentation and security fixes. Keep two, adapters
  at the border, one core.

"How do you retire version 1?" Measure who still calls it, by client, and tell them.
Deprecation (RFC 9745, `@` and Unix seconds: it may be in the future) says do not build on
it; Sunset (RFC 8594, an HTTP date) when it may stop; Link with `rel="successor-version"` where
to go. Brownouts find those who read neither mail nor headers. Then 410, which says that it
was here once.

"And a breaking change inside, in the database?" Expand, migrate, contract: add the new
column, write both, backfill, read the new one, stop writing the old one, drop it. Each step
is deployed alone and can be rolled back, and two releases run side by side at any time.

Hints
-----
1. `text/html;q=0.2, text/*` and the offers text/html and text/plain: what does the client
   like better? Does your loop run over ranges or over offers?
2. How specific is a range? Three things, in order of importance: is there a type, is there a
   subtype, how many parameters. What compares such triples?
3. An offer is written like a range without q, so the function that reads one reads the other.
   A regular expression with `fullmatch` tells good weights from bad ones.
4. What changes if a version stands in the path? The target, and the list of offers. Can all
   that follows be the same code? Where does the query go?
5. handle: `re.match(r"/v(\\d+)(?=/)", target)`; versions, `sorted(...)` or `[that one]`;
   `best_match`; None is 406; else call, and send `headers.lines` with those you add.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from email.utils import formatdate
from typing import NamedTuple

from dojo.kit.http import Handler, Headers, Request, Response

_NAME = r"[\w.+-]+"
_RANGE = re.compile(rf"({_NAME}/{_NAME}|{_NAME}/\*|\*/\*)([ \t]*;[ \t]*{_NAME}={_NAME})*")
_WEIGHT = re.compile(r"0(\.[0-9]{1,3})?|1(\.0{1,3})?")
_VERSION = re.compile(r"/v([0-9]+)(?=/)")


class MediaRange(NamedTuple):
    type: str
    subtype: str
    parameters: dict[str, str]
    q: float


def parse_accept(value: str) -> list[MediaRange]:
    ranges = [_range(text) for text in value.split(",")]
    return [found for found in ranges if found]


def _range(text: str) -> MediaRange | None:
    if not _RANGE.fullmatch(text.strip(" \t")):
        return None
    name, *rest = [part.strip(" \t") for part in text.split(";")]
    type_, _, subtype = name.lower().partition("/")
    pairs = [part.partition("=") for part in rest]
    parameters = {key.lower(): value for key, _, value in pairs}
    weight = parameters.pop("q", "1")
    if not _WEIGHT.fullmatch(weight):
        return None
    return MediaRange(type_, subtype, parameters, float(weight))


def quality(accept: str | None, offer: str) -> float:
    ranges = parse_accept(accept or "")
    if not ranges:
        return 1.0
    [offered] = parse_accept(offer)
    matching = [known for known in ranges if _matches(known, offered)]
    return max(matching, key=_specificity).q if matching else 0.0


def _matches(known: MediaRange, offered: MediaRange) -> bool:
    return (
        known.type in ("*", offered.type)
        and known.subtype in ("*", offered.subtype)
        and known.parameters.items() <= offered.parameters.items()
    )


def _specificity(known: MediaRange) -> tuple[bool, bool, int]:
    return known.type != "*", known.subtype != "*", len(known.parameters)


def best_match(accept: str | None, offers: Sequence[str]) -> str | None:
    best = max(offers, key=lambda offer: quality(accept, offer), default=None)
    return best if best is not None and quality(accept, best) > 0 else None


class VersionRouter:
    def __init__(self, media_type: str) -> None:
        self._media_type = media_type
        self._versions: dict[int, tuple[Handler, dict[str, str]]] = {}

    def add(
        self,
        version: int,
        handler: Handler,
        *,
        deprecated: int | None = None,
        sunset: int | None = None,
    ) -> None:
        if version in self._versions:
            raise ValueError(f"version {version} has a handler already")
        headers = {}
        if deprecated is not None:
            headers["Deprecation"] = f"@{deprecated}"
        if sunset is not None:
            headers["Sunset"] = formatdate(sunset, usegmt=True)
        self._versions[version] = handler, headers

    def handle(self, request: Request) -> Response:
        versions = sorted(self._versions)
        named = _VERSION.match(request.target)
        if named:
            versions = [version for version in versions if str(version) == named[1]]
            if not versions:
                return Response(404)
            request = replace(request, target=request.target[named.end() :])
        offers = {f"{self._media_type};version={version}": version for version in versions}
        best = best_match(request.headers.get("Accept"), list(offers))
        if best is None:
            return Response(406, Headers({"Vary": "Accept"}), "\n".join(offers).encode())
        handler, headers = self._versions[offers[best]]
        response = handler(request)
        added = [("Vary", "Accept"), *headers.items()]
        return replace(response, headers=Headers([*response.headers.lines, *added]))
