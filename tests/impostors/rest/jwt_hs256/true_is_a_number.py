# expect: is a bool, not a number
"""Asks `isinstance(value, int)`, and every bool is an int."""

import hmac

from solutions.rest.jwt_hs256 import *  # noqa: F403
from solutions.rest.jwt_hs256 import (
    BadSignature,
    Expired,
    Malformed,
    NotYetValid,
    _check_audience,
    _from_base64url,
    _key_of,
    _signature,
    _to_object,
)


def check_times(claims, now, leeway):
    for time in (claims.get("exp"), claims.get("nbf", 0)):
        if not isinstance(time, int | float) or not abs(time) < float("inf"):
            raise Malformed(time)
    if now - leeway >= claims["exp"]:
        raise Expired(claims)
    if now + leeway < claims.get("nbf", now):
        raise NotYetValid(claims)


def decode(token, keys, *, now, audience=None, leeway=0):
    parts = token.split(".")
    if len(parts) != 3:
        raise Malformed("not three parts")
    header, payload, signature = map(_from_base64url, parts)
    key = _key_of(_to_object(header), keys)
    if not hmac.compare_digest(signature, _signature(f"{parts[0]}.{parts[1]}", key)):
        raise BadSignature("wrong signature")
    claims = _to_object(payload)
    check_times(claims, now, leeway)
    _check_audience(claims, audience)
    return claims
