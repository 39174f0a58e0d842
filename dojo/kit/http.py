"""HTTP messages as plain values, and a handler as a plain function between them.

    def handle(request: Request) -> Response:
        return Response(200, {"Content-Type": "text/plain"}, request.path.encode())

    handle(Request("GET", "/notes?page=2"))

The same function, unchanged, serves a real socket: see `dojo.kit.servers.http`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

__all__ = ["Handler", "Headers", "Request", "Response"]

TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""What the name of a header or of a method may be: RFC 9110, section 5.6.2."""
VALUE = re.compile(r"[^\x00-\x08\x0a-\x1f\x7f]*")
"""A value is one line, without control characters: RFC 9110, section 5.5."""

Pairs = Iterable[tuple[str, str]]


class Headers(Mapping[str, str]):
    """Header fields in their order; names are compared without regard to case.

    A field that stands there several times reads as one, joined by ", " (RFC 9110, section
    5.3); `all` gives its lines one by one. Headers do not change: `|` makes new ones.
    """

    def __init__(self, fields: Mapping[str, str] | Pairs = ()) -> None:
        pairs = fields.lines if isinstance(fields, Headers) else _pairs(fields)
        self.lines: tuple[tuple[str, str], ...] = tuple(
            _checked(name, value) for name, value in pairs
        )

    def __getitem__(self, name: str) -> str:
        found = self.all(name)
        if not found:
            raise KeyError(name)
        return ", ".join(found)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(self.all(name))

    def __iter__(self) -> Iterator[str]:
        """Give each name once, in small letters."""
        return iter(dict.fromkeys(name.lower() for name, _ in self.lines))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __or__(self, other: Mapping[str, str] | Pairs) -> "Headers":
        """Return both; a field of the other replaces all of its name here."""
        added = Headers(other)
        kept = [(name, value) for name, value in self.lines if name not in added]
        return Headers([*kept, *added.lines])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self) == dict(Headers(other))

    def __hash__(self) -> int:
        return hash(frozenset(self.items()))

    def __repr__(self) -> str:
        return f"Headers({dict(self.lines) if len(self) == len(self.lines) else self.lines!r})"

    def all(self, name: str) -> list[str]:
        """Return the value of each line of that name, none if there is none."""
        return [value for known, value in self.lines if known.lower() == name.lower()]


@dataclass(frozen=True, init=False)
class Request:
    """What a client asks: `target` is the path and the query as they are sent."""

    method: str
    target: str
    headers: Headers
    body: bytes

    def __init__(
        self, method: str, target: str, headers: Mapping[str, str] | Pairs = (), body: bytes = b""
    ) -> None:
        if not isinstance(method, str) or not TOKEN.fullmatch(method):
            raise ValueError(f"{method!r} is not a method")
        _require_bytes(body)
        vars(self).update(method=method, target=target, headers=Headers(headers), body=body)

    @property
    def path(self) -> str:
        """Return what stands before the question mark, still percent-encoded."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> dict[str, str]:
        """Return the parameters, decoded; of one given twice, the last."""
        return dict(parse_qsl(self.target.partition("?")[2], keep_blank_values=True))


@dataclass(frozen=True, init=False)
class Response:
    """What a server answers."""

    status: int
    headers: Headers
    body: bytes

    def __init__(
        self, status: int, headers: Mapping[str, str] | Pairs = (), body: bytes = b""
    ) -> None:
        if not isinstance(status, int) or not 100 <= status <= 599:
            raise ValueError(f"a status is a number from 100 to 599, not {status!r}")
        _require_bytes(body)
        vars(self).update(status=status, headers=Headers(headers), body=body)


Handler = Callable[[Request], Response]


def _pairs(fields: Mapping[str, str] | Pairs) -> Pairs:
    return fields.items() if isinstance(fields, Mapping) else fields


def _checked(name: str, value: str) -> tuple[str, str]:
    """Return a field that can be sent; a line break in a value would begin a new one."""
    if not isinstance(name, str) or not TOKEN.fullmatch(name):
        raise ValueError(f"{name!r} is not the name of a header")
    if not isinstance(value, str):
        raise TypeError(f"the value of {name} is a str, not {value!r}")
    if not VALUE.fullmatch(value) or value != value.strip(" \t"):
        raise ValueError(f"the value of {name} cannot be sent: {value!r}")
    return name, value


def _require_bytes(body: object) -> None:
    if not isinstance(body, bytes):
        raise TypeError(f"a body is bytes, not {type(body).__name__}")
