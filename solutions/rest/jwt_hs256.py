"""JWT with HS256, solved with one road through the checks and one spelling of everything.

Whoever verifies decides: the algorithm is a constant, the key comes from a table of ours,
and the header only says which entry. Nearly all famous holes let the token choose. With
`alg: none` it asks not to be checked. With `alg: HS256` it asks a server that expects RS256
to use the public key, known to all, as the secret of an HMAC: hence no PEM as a key. With
`jwk` or `jku` it brings a key of its own, and with `kid` it may name a file or end a query.

A signature protects bytes, and two parsers may read the same bytes differently. Python's
base64 skips what it does not know and ignores leftover bits, its JSON keeps the last of two
members and knows NaN, and `now >= nan` is never true. So decoding is undone and compared,
which leaves one spelling: a list of revoked tokens cannot be dodged by adding a "=". JSON
faults come as three kinds of ValueError (bad UTF-8, bad JSON, a number of too many digits)
and, from brackets nested deep enough, as RecursionError. All become `Malformed` in one place.

`==` on bytes stops at the first difference, and how long it takes tells how far one got;
`compare_digest` takes the same time for all of one length. Signature before claims: what
nobody vouches for is not worth a parser's risk, nor an answer about which claim was wrong.

At work use PyJWT: `jwt.decode(token, key, algorithms=["HS256"], audience=..., options=
{"require": ["exp"]})`. Name the algorithms yourself. Version 2.15 is as strict as this but in
corners: it takes a trailing "=", members twice, `exp` as a string or a bool. Where tokens cross
teams, prefer RS256, ES256 or EdDSA: with HS256 whoever can verify can also forge.

Interview: "How do you secure a REST API?"
- Authentication asks who you are (401 if that fails), authorisation what you may do (403, or
  404 where even existence is a secret). A valid token answers only the first. The second is
  asked for each object ("is this invoice hers?"), each function and each field.
- A session is a random id, and the state is with the server: a lookup for each request, gone
  the moment it is deleted. A token carries its claims and is verified without asking anybody,
  by any replica, and so stays good until it expires. For a browser and one backend a session
  in a cookie (HttpOnly, Secure, SameSite) is the simpler and the safer choice.
- JWT pitfalls: the algorithm taken from the token; `exp`, `aud` or `iss` unchecked; a token of
  one kind used as another (check `typ` or the audience); secrets in a payload that is signed
  and not encrypted; weak secrets; tokens in URLs, logs or localStorage.
- Revocation: access tokens of minutes, refresh tokens stored with the server, each used once,
  the whole family revoked when one comes twice. For now or never: a list of `jti` until they
  expire, or a version number for each user; both are the lookup that one wanted to save.
  Rotation by `kid`: publish the new key, sign with it, drop the old one after the longest `exp`.
- OAuth 2 lets an application act for a user without the password: the user consents at the
  authorisation server, and the client gets an access token for certain scopes. Apps and browsers
  use the authorisation code flow with PKCE, machines client credentials; implicit and password
  grants are history. OIDC adds who the user is: an ID token, a JWT meant for the client, not
  for the API.
- HTTPS everywhere, HSTS, certificates verified by clients, too; mTLS between services.
- CORS relaxes, for the pages of named origins, what browsers forbid; it protects no API from
  curl, and an echoed Origin with credentials opens it to all. CSRF: the browser adds cookies to
  requests that other sites started; SameSite, an anti-CSRF token, a check of Origin. Who sends
  `Authorization: Bearer` himself has no CSRF, but XSS steals the token.
- Rate limits by user, key and address (429, Retry-After), tighter for login; limits of body,
  page and time. Input is validated against a schema, unknown fields are refused, SQL has
  parameters. Errors show no internals. Log who did what, without the secrets.
- OWASP API Security Top 10 (2023): broken object level authorisation comes first, then broken
  authentication, broken property level authorisation (mass assignment, too much returned),
  unrestricted resource consumption, broken function level authorisation; then abuse of business
  flows, SSRF, misconfiguration, forgotten versions, blind trust in others' APIs.

Hints
-----
1. Which of your decisions may depend on the header? Whoever forges a token writes the header.
2. What does `base64.urlsafe_b64decode` do with a newline, a "+", or another last character?
   Rather than list all that it lets pass: what must you get when you encode the result again?
3. What may `json.loads` raise for any bytes at all? Catch it where you call it, once. Its
   `object_pairs_hook` sees members before the dict swallows one; so does `parse_constant` NaN.
4. `isinstance(True, int)`. And which comparison with NaN is true? `abs(x) < inf` says no to it.
5. `decode`: split, three times base64, header, `alg`, key, `compare_digest`; then the payload:
   JSON, times, audience. `now - leeway >= exp` is too late, `now + leeway < nbf` too early.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from math import inf
from typing import Any, NoReturn


class InvalidToken(Exception):
    pass


class Malformed(InvalidToken):
    pass


class BadAlgorithm(InvalidToken):
    pass


class UnknownKey(InvalidToken):
    pass


class BadSignature(InvalidToken):
    pass


class Expired(InvalidToken):
    pass


class NotYetValid(InvalidToken):
    pass


class WrongAudience(InvalidToken):
    pass


def encode(claims: Mapping[str, Any], key: bytes, *, kid: str | None = None) -> str:
    header = {"alg": "HS256"}
    if kid is not None:
        header["kid"] = kid
    text = f"{_from_object(header)}.{_from_object(claims)}"
    return f"{text}.{_to_base64url(_signature(text, key))}"


def decode(
    token: str,
    keys: Mapping[str, bytes],
    *,
    now: float,
    audience: str | None = None,
    leeway: float = 0,
) -> dict[str, Any]:
    parts = token.split(".")
    if len(parts) != 3:
        raise Malformed(f"a token has 3 parts, not {len(parts)}")
    header, payload, signature = map(_from_base64url, parts)
    key = _key_of(_to_object(header), keys)
    if not hmac.compare_digest(signature, _signature(f"{parts[0]}.{parts[1]}", key)):
        raise BadSignature("the signature is not that of the key")
    claims = _to_object(payload)
    _check_times(claims, now, leeway)
    _check_audience(claims, audience)
    return claims


def _key_of(header: dict[str, Any], keys: Mapping[str, bytes]) -> bytes:
    if "crit" in header:
        raise Malformed(f"unknown extensions: {header['crit']!r}")
    if header.get("alg") != "HS256":
        raise BadAlgorithm(f"the algorithm is HS256, not {header.get('alg')!r}")
    if "kid" not in header and len(keys) == 1:
        return next(iter(keys.values()))
    kid = header.get("kid")
    if not isinstance(kid, str) or kid not in keys:
        raise UnknownKey(f"there is no key {kid!r}")
    return keys[kid]


def _check_times(claims: dict[str, Any], now: float, leeway: float) -> None:
    if "exp" not in claims:
        raise Malformed("exp is missing")
    for name in ("exp", "nbf"):
        time = claims.get(name, 0)
        if type(time) not in (int, float) or not abs(time) < inf:
            raise Malformed(f"{name} is no finite number: {time!r}")
    if now - leeway >= claims["exp"]:
        raise Expired(f"it was good until {claims['exp']}")
    if "nbf" in claims and now + leeway < claims["nbf"]:
        raise NotYetValid(f"it is not good before {claims['nbf']}")


def _check_audience(claims: dict[str, Any], audience: str | None) -> None:
    meant = claims.get("aud", [])
    audiences = meant if isinstance(meant, list) else [meant]
    if audience not in audiences if audience is not None else "aud" in claims:
        raise WrongAudience(f"the token is for {audiences!r}, not for {audience!r}")


def _signature(text: str, key: bytes) -> bytes:
    if len(key) < 32 or b"-----BEGIN" in key:
        raise ValueError("a key is a secret of at least 32 bytes, and no PEM")
    return hmac.digest(key, text.encode(), hashlib.sha256)


def _from_object(members: Mapping[str, Any]) -> str:
    return _to_base64url(json.dumps(dict(members), allow_nan=False).encode())


def _to_object(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data.decode(), object_pairs_hook=_unique, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"no strict JSON: {error}") from error
    if not isinstance(found, dict):
        raise Malformed("no JSON object")
    return found


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a member stands there twice")
    return members


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _to_base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _from_base64url(part: str) -> bytes:
    try:
        data = base64.urlsafe_b64decode(part + "==")
    except ValueError as error:
        raise Malformed(f"no base64url: {error}") from error
    if _to_base64url(data) != part:
        raise Malformed("another spelling of the same bytes")
    return data
