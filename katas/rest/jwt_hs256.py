"""JWT with HS256: make tokens, and take none that was not made so.

A token is `header.payload.signature`. Each part is base64url without padding; the
first two are JSON objects in UTF-8, and the third is the HMAC with SHA-256 of the
text `header.payload`. Of several secret keys, `kid` in the header names the one used.

    >>> keys = {"may": b"a secret of at least 32 bytes ..", "june": b"?" * 32}
    >>> token = encode({"sub": "ann", "exp": 1000}, keys["may"], kid="may")
    >>> decode(token, keys, now=999)
    {'sub': 'ann', 'exp': 1000}
    >>> decode(token, keys, now=1000)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    Expired: it was good until 1000

Anybody can send any string as a token. `decode` returns the claims of a good one; for
all others it raises an `InvalidToken`, never anything else. The classes below say which.

- A token has one spelling: bits of the last character that base64 leaves unused are 0,
  and what is no character of base64url stands nowhere. Another one is `Malformed`, or
  `BadSignature` if that is how you notice. JSON is strict, too: no object has a member
  twice, and there is no NaN or Infinity, which Python would let pass.
- `decode` knows one algorithm, whatever the token wants, and no extensions (`crit`).
  It finds the key before it checks the signature, and that with `hmac.compare_digest`.
- No claim counts before the signature is right: of a forged payload nothing is said.
- `exp` is required, `nbf` is not; both are finite numbers, and a bool is none.
  `aud` is a string or a list of strings.

A key must be a secret. One of less than 32 bytes is guessed, and PEM ("-----BEGIN ...")
is a public key put in the wrong place: `ValueError` from both functions, for it is
no fault of the token. Off limits: libraries that make or read tokens.
"""

from collections.abc import Mapping
from typing import Any


class InvalidToken(Exception):
    """The token is refused; raise one of those below."""


class Malformed(InvalidToken):
    """Not three parts as described, `crit` in the header, `exp` missing, or a time no number."""


class BadAlgorithm(InvalidToken):
    """The `alg` of the header is not "HS256", spelled so."""


class UnknownKey(InvalidToken):
    """The `kid` names no key, whatever it is; or there is none, and not just one key."""


class BadSignature(InvalidToken):
    """The signature is not the one that the key makes."""


class Expired(InvalidToken):
    """It is `exp` or later."""


class NotYetValid(InvalidToken):
    """It is earlier than `nbf`."""


class WrongAudience(InvalidToken):
    """The token is for others, or for nobody in particular though `audience` was asked for."""


def encode(claims: Mapping[str, Any], key: bytes, *, kid: str | None = None) -> str:
    """Return a token with these claims; without `kid` its header has none.

    Raise `ValueError` if a claim is NaN or infinite, or if the key is no secret.
    """
    raise NotImplementedError


def decode(
    token: str,
    keys: Mapping[str, bytes],
    *,
    now: float,
    audience: str | None = None,
    leeway: float = 0,
) -> dict[str, Any]:
    """Return the claims of the token, checked with the one of the keys that its `kid` names.

    A token without `kid` is fine while there is exactly one key. All times are in seconds
    since 1970; the token is good for `leeway` seconds longer, and as many earlier. With an
    `audience`, `aud` must name it; without one, the token must have no `aud`.
    """
    raise NotImplementedError
