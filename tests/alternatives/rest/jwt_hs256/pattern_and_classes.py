"""One pattern for the whole token, `match` for header and claims, signatures compared as text."""

import binascii
import hmac
import json
import math
import re
from secrets import compare_digest

PART = r"((?:[\w-]{4})*(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?)"
TOKEN = re.compile(rf"{PART}\.{PART}\.{PART}", re.ASCII)


class InvalidToken(Exception):
    pass


class NotAJwt(InvalidToken):
    pass


class Malformed(NotAJwt):
    pass


class BadAlgorithm(NotAJwt):
    pass


class UnknownKey(InvalidToken):
    pass


class BadSignature(InvalidToken):
    pass


class OutOfTime(InvalidToken):
    pass


class Expired(OutOfTime):
    pass


class NotYetValid(OutOfTime):
    pass


class WrongAudience(InvalidToken):
    pass


class Secret(bytes):
    def __init__(self, key):
        if len(key) < 32 or key.lstrip().startswith(b"-----"):
            raise ValueError("that key is no secret")

    def sign(self, text):
        return hmac.new(self, text.encode(), "sha256").digest()


def dumped(value):
    text = json.dumps(value, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
    return packed(text.encode())


def packed(data):
    text = binascii.b2a_base64(data, newline=False).decode()
    return text.translate(str.maketrans("+/", "-_", "="))


def unpacked(part):
    return binascii.a2b_base64(part.translate(str.maketrans("-_", "+/")) + "==")


def members(pairs):
    result = {}
    for name, value in pairs:
        if name in result:
            raise InvalidToken(name)
        result[name] = value
    return result


def loaded(part):
    try:
        result = json.loads(
            unpacked(part).decode("utf-8"),
            object_pairs_hook=members,
            parse_constant={}.__getitem__,
        )
    except Exception as error:
        raise Malformed from error
    match result:
        case dict():
            return result
    raise Malformed(result)


def encode(claims, key, *, kid=None):
    header = {"kid": kid, "alg": "HS256"}
    if kid is None:
        del header["kid"]
    text = ".".join(map(dumped, (header, claims)))
    return ".".join([text, packed(Secret(key).sign(text))])


def decode(token, keys, *, now, audience=None, leeway=0):
    found = TOKEN.fullmatch(token)
    if not found:
        raise Malformed(token)
    secret = chosen(loaded(found[1]), keys)
    if not compare_digest(packed(secret.sign(f"{found[1]}.{found[2]}")), found[3]):
        raise BadSignature(token)
    match loaded(found[2]):
        case {"exp": bool()} | {"nbf": bool()}:
            raise Malformed(token)
        case {"exp": int() | float() as exp, **others} as claims:
            judge(exp, others.get("nbf", now), now, leeway)
            judge_audience(others.get("aud"), audience)
            return claims
    raise Malformed(token)


def chosen(header, keys):
    match header:
        case {"crit": _}:
            raise Malformed(header)
        case {"alg": "HS256", "kid": str(kid)} if kid in keys:
            return Secret(keys[kid])
        case {"alg": "HS256", "kid": _}:
            raise UnknownKey(header)
        case {"alg": "HS256"}:
            try:
                [key] = keys.values()
            except ValueError:
                raise UnknownKey(header) from None
            return Secret(key)
    raise BadAlgorithm(header)


def judge(exp, nbf, now, leeway):
    for time in (exp, nbf):
        try:
            usable = math.isfinite(time)
        except (TypeError, OverflowError):
            usable = False
        if not usable:
            raise Malformed(time)
    if now >= exp + leeway:
        raise Expired(exp)
    if now < nbf - leeway:
        raise NotYetValid(nbf)


def judge_audience(aud, audience):
    if audience is None and aud is None:
        return
    match aud:
        case str() if aud == audience:
            return
        case [*_] if audience in aud:
            return
    raise WrongAudience(aud)
