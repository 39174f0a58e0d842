"""PyJWT, and before it what its version 2.15 lets pass; it cannot be told the time, either."""

import json
from collections import Counter

import jwt

STRICT = {
    "require": ["exp"],
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
    "enforce_minimum_key_length": True,
}


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


OURS = {
    jwt.InvalidAlgorithmError: BadAlgorithm,
    jwt.InvalidSignatureError: BadSignature,
    jwt.InvalidAudienceError: WrongAudience,
}


def without_twins(pairs):
    if any(count > 1 for count in Counter(name for name, _ in pairs).values()):
        raise ValueError("a member twice")
    return dict(pairs)


def no_number(name):
    raise ValueError(name)


def check_json(data):
    try:
        json.loads(data, object_pairs_hook=without_twins, parse_constant=no_number)
    except ValueError as error:
        raise Malformed from error


class Strict(jwt.PyJWT):
    def _decode_payload(self, decoded):
        check_json(decoded["payload"])
        return super()._decode_payload(decoded)


def encode(claims, key, *, kid=None):
    json.dumps(claims, allow_nan=False)
    try:
        return Strict(STRICT).encode(claims, key, headers=kid and {"kid": kid})
    except jwt.InvalidKeyError as error:
        raise ValueError("no secret") from error


def header_of(token):
    try:
        return jwt.get_unverified_header(token)
    except jwt.InvalidTokenError as error:
        raise (UnknownKey if "Key ID" in str(error) else Malformed) from error


def key_of(token, keys):
    header = header_of(token)
    check_json(jwt.utils.base64url_decode(token.partition(".")[0]))
    if "crit" in header:
        raise Malformed("crit")
    if header.get("alg") != "HS256":
        raise BadAlgorithm(header)
    if "kid" not in header and len(keys) == 1:
        return next(iter(keys.values()))
    try:
        return keys[header["kid"]]
    except (KeyError, TypeError):
        raise UnknownKey(header) from None


def check_times(claims, now, leeway):
    for time in (claims["exp"], claims.get("nbf", 0)):
        if isinstance(time, bool) or not isinstance(time, int | float) or abs(time) == 1e999:
            raise Malformed(time)
    if claims["exp"] <= now - leeway:
        raise Expired(claims)
    if claims.get("nbf", now) > now + leeway:
        raise NotYetValid(claims)


def decode(token, keys, *, now, audience=None, leeway=0):
    if not token.isascii() or "=" in token:
        raise Malformed(token)
    try:
        key = key_of(token, keys)
        claims = Strict(STRICT).decode(token, key, ["HS256"], audience=audience)
    except jwt.InvalidKeyError as error:
        raise ValueError("no secret") from error
    except jwt.MissingRequiredClaimError as error:
        raise (WrongAudience if error.claim == "aud" else Malformed) from error
    except jwt.InvalidTokenError as error:
        raise OURS.get(type(error), Malformed) from error
    check_times(claims, now, leeway)
    return claims
