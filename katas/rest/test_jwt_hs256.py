import base64
import hashlib
import hmac
import json
import re
import secrets

import pytest

from katas.rest import jwt_hs256 as kata
from katas.rest.jwt_hs256 import (
    BadAlgorithm,
    BadSignature,
    Expired,
    InvalidToken,
    Malformed,
    NotYetValid,
    UnknownKey,
    WrongAudience,
    decode,
    encode,
)

NOW = 1_000_000
EXP = NOW + 60
KEYS = {"may": b"m" * 32, "june": b"j" * 32}
KEY = KEYS["may"]
STRANGER = b"x" * 32
PEM = (
    b"-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----\n"
)
HEADER = {"alg": "HS256", "kid": "may"}
CLAIMS = {"sub": "ann", "exp": EXP}
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def base64url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def unpacked(part):
    return base64.urlsafe_b64decode(part + "==")


def in_bytes(value):
    return value if isinstance(value, bytes) else json.dumps(value).encode()


def sign(text, key=KEY, algorithm=hashlib.sha256):
    """Return the text as a token, signed whatever it says."""
    return f"{text}.{base64url(hmac.digest(key, text.encode(), algorithm))}"


def token_of(payload=CLAIMS, header=HEADER, key=KEY, algorithm=hashlib.sha256):
    """Return a signed token; header and payload are anything JSON has, or bytes as they are."""
    text = f"{base64url(in_bytes(header))}.{base64url(in_bytes(payload))}"
    return sign(text, key, algorithm)


def shown(value):
    """Return what a message says of a header, a payload or a token."""
    text = value if isinstance(value, str) else in_bytes(value).decode(errors="backslashreplace")
    return ascii(text)[1:-1] if len(text) < 300 else f"{text[:40]} ... ({len(text):,} characters)"


def must_raise(error, because, token, *others, keys=KEYS, now=NOW, **limits):
    try:
        got = f"returned {decode(token, keys, now=now, **limits)!r}"
    except NotImplementedError:
        raise
    except (error, *others):
        return
    except Exception as other:
        got = f"raised {type(other).__name__}: {shown(str(other))}"
    pytest.fail(
        f"{because}: decode must raise {error.__name__}, but it {got}\ntoken {shown(token)}"
    )


def must_return(claims, because, token, *, keys=KEYS, now=NOW, **limits):
    try:
        got = decode(token, keys, now=now, **limits)
    except InvalidToken as error:
        got = f"{type(error).__name__}: {error}"
    assert got == claims, f"{because}: decode must return\n{claims!r}\nand not\n{got!r}"


def parts_of(token, claims):
    """Return the parts of the learner's token, which are three of base64url, as bytes."""
    assert isinstance(token, str), f"encode({claims}, ...) must return a str, not {token!r}"
    assert re.fullmatch(r"([A-Za-z0-9_-]+\.){2}[A-Za-z0-9_-]+", token), (
        f"encode({claims}, ...): a token is three parts of base64url (letters, digits, - and _, "
        f"without padding), joined by dots; got {token!r}"
    )
    return [unpacked(part) for part in token.split(".")]


@pytest.mark.parametrize("kid", ["june", None])
def test_the_header_names_the_algorithm_and_the_key(kid):
    raw = parts_of(encode(CLAIMS, KEYS["june"], kid=kid), CLAIMS)[0]
    header = json.loads(raw)
    assert header.get("alg") == "HS256", f'the header must say "alg": "HS256"; got {shown(raw)}'
    wanted = {} if kid is None else {"kid": kid}
    got = {"kid": header["kid"]} if "kid" in header else {}
    assert got == wanted, f"encode(..., kid={kid!r}) made the header {shown(raw)}"


@pytest.mark.parametrize(
    "claims",
    [{}, CLAIMS, {"sub": "Zoë"}, {"sub": "ÿ?>~" * 5, "roles": ["a", None, {"b": 1.5}]}],
    ids=["none", "plain", "not_ascii", "many"],
)
def test_the_payload_holds_the_claims(claims):
    raw = parts_of(encode(claims, KEY), claims)[1]
    assert json.loads(raw) == claims, f"the payload for {claims} is {shown(raw)}"


def test_the_signature_is_the_hmac_of_the_first_two_parts():
    for size in range(30):
        claims = {"sub": "a" * size}
        token = encode(claims, KEY, kid="may")
        parts_of(token, claims)
        wanted = sign(token.rpartition(".")[0])
        assert token == wanted, f"the first two parts, signed, are\n{wanted}\nand not\n{token}"


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_claim_that_json_does_not_have_is_refused(value):
    try:
        got = encode({"exp": value}, KEY)
    except ValueError:
        return
    pytest.fail(f"encode of exp = {value}, which JSON lacks, must raise ValueError; got {got!r}")


WEAK = [
    pytest.param(b"", "an empty key is known to all", id="empty"),
    pytest.param(b"k" * 31, "31 bytes are less than 32", id="31_bytes"),
    pytest.param(PEM, "a public key is known to all", id="PEM"),
]


@pytest.mark.parametrize(("key", "because"), WEAK)
def test_encode_refuses_a_key_that_is_no_secret(key, because):
    try:
        got = encode(CLAIMS, key)
    except ValueError:
        return
    pytest.fail(f"{because}: encode with the key {key!r} must raise ValueError; got {got!r}")


@pytest.mark.parametrize(("key", "because"), WEAK)
def test_decode_refuses_a_key_that_is_no_secret(key, because):
    must_raise(ValueError, f"{because}, {key!r}", token_of(key=key), keys={"may": key})


def test_the_token_of_rfc_7515_is_good():
    token = (
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
        ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290"
        "Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    )
    key = unpacked(
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"
    )
    claims = {"iss": "joe", "exp": 1300819380, "http://example.com/is_root": True}
    must_return(claims, "appendix A.1", token, keys={"joe": key}, now=1300819379)


@pytest.mark.parametrize("kid", [*KEYS])
def test_what_encode_makes_decode_takes(kid):
    claims = {**CLAIMS, "name": "Zoë", "roles": ["a", None, {"b": 1.5}]}
    must_return(claims, f"signed with {kid!r}", encode(claims, KEYS[kid], kid=kid))


def test_a_token_without_kid_is_good_while_there_is_one_key():
    must_return(CLAIMS, "there is one key", encode(CLAIMS, KEY), keys={"may": KEY})


def test_a_header_may_be_written_in_other_ways():
    header = b'{ "kid" : "ma\\u0079",\r\n "x": [{"a": 1}, {"a": 2}], "alg":"HS256"}'
    must_return(CLAIMS, f"header {shown(header)}", token_of(header=header))


GOOD = token_of()
HEAD, BODY, SIGNATURE = GOOD.split(".")
FORGED = base64url(in_bytes({**CLAIMS, "sub": "bob"}))
LAST = ALPHABET[ALPHABET.index(SIGNATURE[-1]) + 1]
"""Four bits of the signature's last character count, and this one differs in the other two."""


@pytest.mark.parametrize("token", ["", "token", f"{HEAD}.{BODY}", f"{GOOD}.", f"{GOOD}.a.b", ".."])
def test_what_has_not_three_parts_is_malformed(token):
    must_raise(Malformed, "a token has three parts, and the first is an object", token)


SPELLINGS = {
    "padding after the signature": f"{GOOD}=",
    "padding after the payload": sign(f"{HEAD}.{base64url(in_bytes(CLAIMS) + b'  ')}="),
    "padding after the header": sign(f"{base64url(in_bytes(HEADER) + b'  ')}=.{BODY}"),
    f"{LAST} for {SIGNATURE[-1]} at the end, only unused bits differ": GOOD[:-1] + LAST,
    "a line break at the end": f"{GOOD}\n",
    "an exclamation mark in the signature": f"{HEAD}.{BODY}.{SIGNATURE[:9]}!{SIGNATURE[9:]}",
    "a letter that is not ASCII": f"{HEAD}.{BODY}.é{SIGNATURE[1:]}",
    "half a surrogate pair": f"\udcff{GOOD}",
    "45 characters, which no bytes have": f"{GOOD}AA",
}


@pytest.mark.parametrize("because", SPELLINGS)
def test_a_token_has_one_spelling(because):
    must_raise(Malformed, because, SPELLINGS[because], BadSignature)


@pytest.mark.parametrize(("ours", "other"), ["-+", "_/"])
def test_the_alphabet_is_that_of_urls(ours, other):
    tokens = (token_of({**CLAIMS, "n": n}) for n in range(1000))
    token = next(token for token in tokens if ours in token.rpartition(".")[2])
    text, _, signature = token.rpartition(".")
    because = f"base64 has {other!r} where base64url has {ours!r}"
    must_raise(Malformed, because, f"{text}.{signature.replace(ours, other)}", BadSignature)


HEADERS = {
    "no JSON": b"HS256",
    "no UTF-8": b'{"alg": "HS256", "kid": "\xff"}',
    "a list, no object": [HEADER],
    "null, no object": None,
    "`alg` twice": b'{"alg": "none", "alg": "HS256", "kid": "may"}',
    "`a` twice, further inside": b'{"alg": "HS256", "kid": "may", "x": {"a": 1, "a": 1}}',
    "a critical extension": {**HEADER, "crit": ["b64"], "b64": True},
    "more digits than Python reads": b'{"alg": "HS256", "kid": ' + b"9" * 5000,
    "brackets too deep to be read": b'{"alg": ' + b"[" * 100_000,
}


@pytest.mark.parametrize("because", HEADERS)
def test_a_header_is_one_strict_object_without_extensions(because):
    header = HEADERS[because]
    must_raise(Malformed, f"{because}: the header {shown(header)}", token_of(header=header))


@pytest.mark.parametrize("alg", ["none", "None", "HS512", "RS256", "hs256", ["HS256"], ...])
def test_the_token_does_not_choose_the_algorithm(alg):
    header = {"kid": "may"} if alg is ... else {"alg": alg, "kid": "may"}
    because = f"the algorithm is HS256, whatever the header {shown(header)} wants"
    unsigned = token_of(header=header).rpartition(".")[0]
    must_raise(BadAlgorithm, f"{because} (the signature is empty)", f"{unsigned}.")
    must_raise(BadAlgorithm, f"{because} (signed with HS256)", token_of(header=header))


def test_a_longer_hash_is_no_better():
    token = token_of(header={"alg": "HS512", "kid": "may"}, algorithm=hashlib.sha512)
    must_raise(BadAlgorithm, "HS512, and signed so, but not HS256", token)


@pytest.mark.parametrize("kid", ["july", "../../dev/null", 7, ["may"], ...])
def test_a_token_whose_kid_names_no_key_is_refused(kid):
    header = {"alg": "HS256"} if kid is ... else {"alg": "HS256", "kid": kid}
    because = f"header {shown(header)}, keys {[*KEYS]}"
    must_raise(UnknownKey, because, token_of(header=header))


def test_a_kid_counts_even_if_there_is_one_key():
    header = {"alg": "HS256", "kid": "july"}
    must_raise(UnknownKey, f"{header}, one key, 'may'", token_of(header=header), keys={"may": KEY})


def test_without_keys_no_token_is_good():
    must_raise(UnknownKey, "no kid, and no keys", token_of(header={"alg": "HS256"}), keys={})


SIGNED_WRONG = {
    "the signature is empty": f"{HEAD}.{BODY}.",
    "of the signature there are only 3 bytes": f"{HEAD}.{BODY}.{SIGNATURE[:4]}",
    "signed with a stranger's key": sign(f"{HEAD}.{BODY}", STRANGER),
    "the kid is 'may', the key that of 'june'": sign(f"{HEAD}.{BODY}", KEYS["june"]),
    "ann became bob after it was signed": f"{HEAD}.{FORGED}.{SIGNATURE}",
    "signed with the key that the header brings along, none of ours": token_of(
        header={**HEADER, "jwk": {"kty": "oct", "k": base64url(STRANGER)}}, key=STRANGER
    ),
}


@pytest.mark.parametrize("because", SIGNED_WRONG)
def test_only_the_right_signature_is_good(because):
    must_raise(BadSignature, because, SIGNED_WRONG[because])


def test_signatures_are_compared_in_constant_time(monkeypatch):
    compare_digest, compared = hmac.compare_digest, []

    def spy(one, other):
        compared.append((one, other))
        return compare_digest(one, other)

    for module in (hmac, secrets, kata):
        for name in [name for name, value in vars(module).items() if value is compare_digest]:
            monkeypatch.setattr(module, name, spy)
    must_raise(BadSignature, "signed with a stranger's key", sign(f"{HEAD}.{BODY}", STRANGER))
    assert compared, (
        "the signature was compared without hmac.compare_digest: == stops at the first byte that "
        "differs, and the time it takes tells how many were right"
    )


@pytest.mark.parametrize("payload", [{"exp": NOW - 1}, {**CLAIMS, "aud": "x"}, {}, b"{"], ids=shown)
def test_no_claim_counts_before_the_signature(payload):
    because = f"the signature is wrong, so nothing may be said of the payload {shown(payload)}"
    must_raise(BadSignature, because, token_of(payload, key=STRANGER))


PAYLOADS = {
    "no JSON": b"exp",
    "no UTF-8": b'{"exp": 2000000, "sub": "\xff"}',
    "a list, no object": [["exp", EXP]],
    "`exp` twice": b'{"exp": 1, "exp": 2000000}',
    "NaN, which is not JSON": b'{"exp": 2000000, "n": NaN}',
    "Infinity, which is not JSON": b'{"exp": Infinity}',
    "no `exp`": {"sub": "ann"},
    "inf for Python, and so never over": b'{"exp": 1e999}',
    "-inf for Python": b'{"exp": 2000000, "nbf": -1e999}',
    "`exp` is a bool, not a number": {"exp": True},
    "`nbf` is a bool, not a number": {"exp": EXP, "nbf": True},
    "`exp` is a string, not a number": {"exp": "2000000"},
    "`nbf` is a string, not a number": {"exp": EXP, "nbf": "0"},
    "`exp` is null, not a number": {"exp": None},
}


@pytest.mark.parametrize("because", PAYLOADS)
def test_a_payload_is_one_strict_object_with_times_in_numbers(because):
    payload = PAYLOADS[because]
    must_raise(Malformed, f"{because}: the payload {shown(payload)}", token_of(payload))


@pytest.mark.parametrize(
    ("times", "limits", "error"),
    [
        ({"exp": NOW + 1}, {}, None),
        ({"exp": NOW}, {}, Expired),
        ({"exp": NOW + 0.5}, {}, None),
        ({"exp": NOW - 9}, {"leeway": 10}, None),
        ({"exp": NOW - 10}, {"leeway": 10}, Expired),
        ({"exp": EXP, "nbf": NOW}, {}, None),
        ({"exp": EXP, "nbf": NOW + 1}, {}, NotYetValid),
        ({"exp": EXP, "nbf": NOW + 10}, {"leeway": 10}, None),
        ({"exp": EXP, "nbf": NOW + 11}, {"leeway": 10}, NotYetValid),
    ],
    ids=str,
)
def test_a_token_is_good_from_nbf_until_just_before_exp(times, limits, error):
    because = f"now = {NOW}, {limits or 'no leeway'}, {times}"
    if error:
        must_raise(error, because, token_of(times), **limits)
    else:
        must_return(times, because, token_of(times), **limits)


def test_a_time_too_great_for_a_float_is_no_accident():
    claims = {"exp": 10**400}
    try:
        got = decode(token_of(claims), KEYS, now=NOW, leeway=0.5)
    except InvalidToken:
        return
    except OverflowError as error:
        got = error
    assert got == claims, f"exp = 10**400: decode may take or refuse the token; it came to {got!r}"


@pytest.mark.parametrize(
    ("aud", "audience"), [("api", "api"), (["api"], "api"), (["web", "api"], "api")]
)
def test_a_token_for_this_audience_is_good(aud, audience):
    claims = {**CLAIMS, "aud": aud}
    must_return(claims, f"audience = {audience!r}, {claims}", token_of(claims), audience=audience)


@pytest.mark.parametrize(
    ("claims", "audience"),
    [
        ({"aud": "web"}, "api"),
        ({"aud": "api-admin"}, "api"),
        ({"aud": "api"}, "api-admin"),
        ({"aud": ["web", "api-admin"]}, "api"),
        ({"aud": {"api": 1}}, "api"),
        ({"aud": [["api"], {}]}, "api"),
        ({"aud": 7}, "api"),
        ({}, "api"),
        ({"aud": "api"}, None),
        ({"aud": ["api"]}, None),
    ],
    ids=str,
)
def test_a_token_for_others_is_refused(claims, audience):
    because = f"audience = {audience!r}, claims {claims}"
    must_raise(WrongAudience, because, token_of({**CLAIMS, **claims}), audience=audience)


def test_no_token_is_good_with_one_character_changed():
    good = token_of({"exp": EXP}, {"alg": "HS256"})
    edits = [(place, place + 1, new) for place in range(len(good)) for new in f"{ALPHABET}+/=. é"]
    edits += [(place, place + 1, "") for place in range(len(good))]
    edits += [(place, place, new) for place in range(len(good) + 1) for new in "A+=. \né"]
    for start, end, new in edits:
        token = good[:start] + new + good[end:]
        if token != good:
            because = f"{good[start:end]!r} at {start} of\n{good}\nbecame {new!r}"
            must_raise(InvalidToken, because, token, keys={"may": KEY})
