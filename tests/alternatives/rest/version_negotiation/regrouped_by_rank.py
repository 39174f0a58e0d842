"""Ranges are sorted once, most specific first, and the first that matches decides."""

import re
import time
from typing import NamedTuple

from dojo.kit.http import Headers, Request, Response

TOKEN = r"[!#$%&'+.^_`|~0-9A-Za-z-]+"
RANGE = re.compile(
    rf"[ \t]*(?P<type>{TOKEN}(?=/)|\*(?=/\*))/(?P<subtype>{TOKEN}|\*)"
    rf"(?P<rest>([ \t]*;[ \t]*{TOKEN}={TOKEN})*)[ \t]*"
)
WEIGHT = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?", re.ASCII)


class MediaRange(NamedTuple):
    type: str
    subtype: str
    parameters: dict[str, str]
    q: float


def parse_accept(value):
    return [found for text in value.split(",") if (found := parse(text))]


def parse(text):
    match = RANGE.fullmatch(text)
    if match is None:
        return None
    parameters, q = {}, "1"
    for name, value in re.findall(rf"({TOKEN})=({TOKEN})", match["rest"]):
        if name in ("q", "Q"):
            q = value
        else:
            parameters[name.casefold()] = value
    if WEIGHT.fullmatch(q) is None:
        return None
    return MediaRange(match["type"].lower(), match["subtype"].lower(), parameters, float(q))


def rank(known):
    return (known.type == "*") + (known.subtype == "*"), -len(known.parameters)


def quality(accept, offer):
    asked = sorted(parse_accept(accept), key=rank) if accept else []
    kind, subtype, parameters, _ = parse(offer)
    for known in asked:
        if known.type in (kind, "*") and known.subtype in (subtype, "*"):
            if set(known.parameters.items()) - set(parameters.items()):
                continue
            return known.q
    return 0 if asked else 1


def best_match(accept, offers):
    best, weight = None, 0
    for offer in offers:
        if (found := quality(accept, offer)) > weight:
            best, weight = offer, found
    return best


class VersionRouter:
    def __init__(self, media_type):
        self.media_type, self.handlers, self.dates = media_type, {}, {}

    def add(self, version, handler, *, deprecated=None, sunset=None):
        if self.handlers.setdefault(str(version), handler) is not handler:
            raise ValueError(f"{version} is taken")
        self.dates[str(version)] = [
            ("Deprecation", None if deprecated is None else f"@{deprecated:d}"),
            ("Sunset", None if sunset is None else imf_date(sunset)),
        ]

    def handle(self, request):
        found = re.match(r"/v(\d+)(/.*)", request.target)
        if found and found[1] not in self.handlers:
            return Response(404)
        if found:
            request = Request(request.method, found[2], request.headers, request.body)
        names = [found[1]] if found else sorted(self.handlers, key=int)
        offers = [f"{self.media_type};version={name}" for name in names]
        best = best_match(request.headers.get("Accept"), offers)
        if best is None:
            return Response(406, {"Vary": "Accept"}, "\n".join(offers).encode())
        name = best.rpartition("=")[2]
        answer = self.handlers[name](request)
        dates = [(field, date) for field, date in self.dates[name] if date]
        lines = [("Vary", "Accept"), *answer.headers.lines, *dates]
        return Response(answer.status, Headers(lines), answer.body)


def imf_date(seconds):
    return time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(seconds))
