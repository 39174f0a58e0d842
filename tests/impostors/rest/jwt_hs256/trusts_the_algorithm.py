# expect: the algorithm is HS256, whatever the header .*"none".*\n?.*returned
"""Checks the signature with the algorithm that the token names, `none` included."""

import hashlib
import hmac

from solutions.rest.jwt_hs256 import *  # noqa: F403
from solutions.rest.jwt_hs256 import (
    BadAlgorithm,
    BadSignature,
    Malformed,
    _check_audience,
    _check_times,
    _from_base64url,
    _key_of,
    _signature,
    _to_object,
)

HASHES = {"HS384": hashlib.sha384, "HS512": hashlib.sha512}


def is_signed(text, signature, key, algorithm):
    if algorithm == "none":
        return signature == b""
    wanted = _signature(text, key)
    if algorithm in ("HS384", "HS512"):
        wanted = hmac.digest(key, text.encode(), HASHES[algorithm])
    elif algorithm != "HS256":
        raise BadAlgorithm(algorithm)
    return hmac.compare_digest(signature, wanted)


def decode(token, keys, *, now, audience=None, leeway=0):
    parts = token.split(".")
    if len(parts) != 3:
        raise Malformed("not three parts")
    header, payload, signature = map(_from_base64url, parts)
    algorithm = _to_object(header).get("alg")
    key = _key_of({**_to_object(header), "alg": "HS256"}, keys)
    if not is_signed(f"{parts[0]}.{parts[1]}", signature, key, algorithm):
        raise BadSignature("wrong signature")
    claims = _to_object(payload)
    _check_times(claims, now, leeway)
    _check_audience(claims, audience)
    return claims
