# expect: audience = 'api', claims {'aud': 'api-admin'}.*returned
"""Asks `audience in aud`, which is true of a part of a string."""

import hmac

from solutions.rest.jwt_hs256 import *  # noqa: F403
from solutions.rest.jwt_hs256 import (
    BadSignature,
    Malformed,
    WrongAudience,
    _check_times,
    _from_base64url,
    _key_of,
    _signature,
    _to_object,
)


def check_audience(claims, audience):
    if audience is None and "aud" in claims:
        raise WrongAudience("meant for others")
    if audience is not None:
        aud = claims.get("aud", [])
        if not isinstance(aud, str | list) or audience not in aud:
            raise WrongAudience(audience)


def decode(token, keys, *, now, audience=None, leeway=0):
    parts = token.split(".")
    if len(parts) != 3:
        raise Malformed("not three parts")
    header, payload, signature = map(_from_base64url, parts)
    key = _key_of(_to_object(header), keys)
    if not hmac.compare_digest(signature, _signature(f"{parts[0]}.{parts[1]}", key)):
        raise BadSignature("wrong signature")
    claims = _to_object(payload)
    _check_times(claims, now, leeway)
    check_audience(claims, audience)
    return claims
