# expect: anybody can do that, and it must raise InvalidCursor
"""Hides the key in base64, and trusts whatever can be decoded."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode

from solutions.postgres.keyset_pagination import (
    Entry,
    InvalidCursor,
    Page,
    datetime,
    index,
    page,
)

__all__ = ["Entry", "InvalidCursor", "Page", "decode", "encode", "index", "page"]


def encode(key, secret):
    actor, at, number = key
    return urlsafe_b64encode(json.dumps([actor, at.isoformat(), number]).encode()).decode()


def decode(cursor, secret):
    try:
        actor, at, number = json.loads(urlsafe_b64decode(cursor))
        return actor, datetime.fromisoformat(at), number
    except (ValueError, TypeError) as error:
        raise InvalidCursor from error
