# expect: an empty key is known to all
"""Signs with whatever bytes it is given: an empty secret, a public key in PEM."""

import hashlib
import hmac

from solutions.rest.jwt_hs256 import *  # noqa: F403
from solutions.rest.jwt_hs256 import (
    BadSignature,
    Malformed,
    _check_audience,
    _check_times,
    _from_base64url,
    _from_object,
    _key_of,
    _to_base64url,
    _to_object,
)


def signature_of(text, key):
    return hmac.digest(key, text.encode(), hashlib.sha256)


def encode(claims, key, *, kid=None):
    header = {"alg": "HS256"} if kid is None else {"alg": "HS256", "kid": kid}
    text = f"{_from_object(header)}.{_from_object(claims)}"
    return f"{text}.{_to_base64url(signature_of(text, key))}"


def decode(token, keys, *, now, audience=None, leeway=0):
    parts = token.split(".")
    if len(parts) != 3:
        raise Malformed("not three parts")
    header, payload, signature = map(_from_base64url, parts)
    key = _key_of(_to_object(header), keys)
    if not hmac.compare_digest(signature, signature_of(f"{parts[0]}.{parts[1]}", key)):
        raise BadSignature("wrong signature")
    claims = _to_object(payload)
    _check_times(claims, now, leeway)
    _check_audience(claims, audience)
    return claims
