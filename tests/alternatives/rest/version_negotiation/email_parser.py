"""The standard library's email reads the media types, and versions are kept in a sorted list."""

import bisect
import string
from datetime import UTC, datetime
from email.message import Message
from typing import NamedTuple

from dojo.kit.http import Request, Response

NAME = set(string.ascii_letters + string.digits + ".+-_")


class MediaRange(NamedTuple):
    type: str
    subtype: str
    parameters: dict[str, str]
    q: float


def parse_accept(value):
    found = []
    for text in value.split(","):
        try:
            found.append(read(text.strip()))
        except ValueError:
            continue
    return found


def read(text):
    message = Message()
    message["Content-Type"] = text
    (name, _), *pairs = message.get_params(failobj=[("", "")])
    kind, slash, subtype = name.lower().partition("/")
    for part in kind, subtype:
        if part != "*" and (not part or set(part) - NAME):
            raise ValueError(text)
    if not slash or (kind == "*" and subtype != "*") or not all(n and v for n, v in pairs):
        raise ValueError(text)
    parameters = {name.lower(): value for name, value in pairs}
    return MediaRange(kind, subtype, parameters, thousandths(parameters.pop("q", "1")) / 1000)


def thousandths(weight):
    whole, _, decimals = weight.partition(".")
    if len(decimals) > 3 or set(decimals) - set(string.digits) or whole not in ("0", "1"):
        raise ValueError(weight)
    number = int(whole + decimals.ljust(3, "0"))
    if number > 1000:
        raise ValueError(weight)
    return number


def quality(accept, offer):
    ranges = parse_accept("" if accept is None else accept) or [MediaRange("*", "*", {}, 1.0)]
    offered = read(offer)
    weight, best = 0.0, (-1, -1)
    for known in ranges:
        level = level_of(known, offered)
        rank = (level, len(known.parameters))
        has_all = all(offered.parameters.get(n) == v for n, v in known.parameters.items())
        if level >= 0 and has_all and rank > best:
            weight, best = known.q, rank
    return weight


def level_of(known, offered):
    pairs = [("*", "*"), (offered.type, "*"), (offered.type, offered.subtype)]
    return pairs.index(known[:2]) if known[:2] in pairs else -1


def best_match(accept, offers):
    ranked = sorted(offers, key=lambda offer: -quality(accept, offer))
    return next((offer for offer in ranked if quality(accept, offer)), None)


class VersionRouter:
    def __init__(self, media_type):
        self.media_type = media_type
        self.versions = []

    def add(self, version, handler, *, deprecated=None, sunset=None):
        if any(version == known for known, *_ in self.versions):
            raise ValueError(version)
        bisect.insort(self.versions, (version, handler, deprecated, sunset), key=lambda v: v[0])

    def handle(self, request):
        offered = self.versions
        _, first, *rest = request.path.split("/")
        if rest and first[:1] == "v" and first[1:].isdecimal():
            offered = [known for known in offered if known[0] == int(first[1:])]
            if not offered:
                return Response(404, {"Content-Type": "text/plain"}, b"no such version")
            target = request.target[len(first) + 1 :]
            request = Request(request.method, target, request.headers, request.body)
        types = [f"{self.media_type};version={known[0]}" for known in offered]
        best = best_match(request.headers.get("accept"), types)
        if best is None:
            headers = {"vary": "ACCEPT", "Content-Type": "text/plain"}
            return Response(406, headers, "\n".join(types).encode())
        _, handler, deprecated, sunset = offered[types.index(best)]
        answer = handler(request)
        headers = answer.headers
        if deprecated is not None:
            headers |= {"deprecation": f"@{deprecated}"}
        if sunset is not None:
            when = datetime.fromtimestamp(sunset, UTC)
            headers |= {"sunset": f"{when:%a, %d %b %Y %H:%M:%S} GMT"}
        vary = [*headers.all("Vary"), "Accept"]
        return Response(answer.status, headers | {"Vary": ", ".join(vary)}, answer.body)
