# expect: `alg` twice
"""Loads JSON as it comes, so of two members with one name the last one counts."""

import hmac
import json

from solutions.rest.jwt_hs256 import *  # noqa: F403
from solutions.rest.jwt_hs256 import (
    BadSignature,
    Malformed,
    _check_audience,
    _check_times,
    _from_base64url,
    _key_of,
    _signature,
)


def to_object(data):
    try:
        found = json.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise Malformed(data) from error
    if not isinstance(found, dict):
        raise Malformed(data)
    return found


def decode(token, keys, *, now, audience=None, leeway=0):
    parts = token.split(".")
    if len(parts) != 3:
        raise Malformed("not three parts")
    header, payload, signature = map(_from_base64url, parts)
    key = _key_of(to_object(header), keys)
    if not hmac.compare_digest(signature, _signature(f"{parts[0]}.{parts[1]}", key)):
        raise BadSignature("wrong signature")
    claims = to_object(payload)
    _check_times(claims, now, leeway)
    _check_audience(claims, audience)
    return claims
