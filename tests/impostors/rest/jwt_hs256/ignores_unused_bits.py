# expect: at the end, only unused bits differ
"""Checks every character but not the bits of the last one, so a signature has four spellings."""

import base64
import hmac
import re

from solutions.rest.jwt_hs256 import *  # noqa: F403
from solutions.rest.jwt_hs256 import (
    BadSignature,
    Malformed,
    _check_audience,
    _check_times,
    _key_of,
    _signature,
    _to_object,
)


def by_alphabet(part):
    if not re.fullmatch(r"[A-Za-z0-9_-]*", part) or len(part) % 4 == 1:
        raise Malformed(part)
    return base64.urlsafe_b64decode(part + "==")


def decode(token, keys, *, now, audience=None, leeway=0):
    parts = token.split(".")
    if len(parts) != 3:
        raise Malformed("not three parts")
    header, payload, signature = map(by_alphabet, parts)
    key = _key_of(_to_object(header), keys)
    if not hmac.compare_digest(signature, _signature(f"{parts[0]}.{parts[1]}", key)):
        raise BadSignature("wrong signature")
    claims = _to_object(payload)
    _check_times(claims, now, leeway)
    _check_audience(claims, audience)
    return claims
