# expect: must raise InvalidCursor; got ValueError
"""Checks the signature well, but fails on text that has none."""

import hmac

from solutions.postgres.keyset_pagination import (
    Entry,
    InvalidCursor,
    Page,
    _signature,
    datetime,
    encode,
    index,
    json,
    page,
    urlsafe_b64decode,
)

__all__ = ["Entry", "InvalidCursor", "Page", "decode", "encode", "index", "page"]


def decode(cursor, secret):
    body, signature = cursor.split(".")
    if not hmac.compare_digest(signature, _signature(body.encode(), secret)):
        raise InvalidCursor
    actor, at, number = json.loads(urlsafe_b64decode(body))
    return actor, datetime.fromisoformat(at), number
