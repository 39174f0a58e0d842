"""A cursor of packed bytes and half a signature; a range scan for this actor, one for the rest."""

import hmac
import struct
from base64 import b32decode, b32encode
from datetime import timedelta

from solutions.postgres.keyset_pagination import UTC, Entry, InvalidCursor, Page, datetime

__all__ = ["Entry", "InvalidCursor", "Page", "decode", "encode", "index", "page"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
COLUMNS = "select actor, at, id, action from entry"
ORDER = "order by actor, at, id limit %(limit)s"
FIRST = f"{COLUMNS} {ORDER}"
NEXT = f"""
    ({COLUMNS} where actor = %(actor)s and (at, id) > (%(at)s, %(id)s) {ORDER})
    union all ({COLUMNS} where actor > %(actor)s {ORDER})
    {ORDER}
"""


def encode(key, secret):
    actor, at, number = key
    body = struct.pack(">qq", (at - EPOCH) // timedelta(microseconds=1), number) + actor.encode()
    return b32encode(hmac.digest(secret, body, "sha512")[:16] + body).decode()


def decode(cursor, secret):
    try:
        raw = b32decode(cursor)
    except ValueError as error:
        raise InvalidCursor from error
    signature, body = raw[:16], raw[16:]
    if not hmac.compare_digest(signature, hmac.digest(secret, body, "sha512")[:16]):
        raise InvalidCursor
    microseconds, number = struct.unpack(">qq", body[:16])
    return body[16:].decode(), EPOCH + timedelta(microseconds=microseconds), number


def index():
    return "create index on entry (actor desc, at desc, id desc)"


def page(conn, limit, secret, cursor=None):
    if limit < 1:
        raise ValueError(limit)
    actor, at, number = ("", EPOCH, 0) if cursor is None else decode(cursor, secret)
    values = {"actor": actor, "at": at, "id": number, "limit": limit + 1}
    rows = conn.execute(FIRST if cursor is None else NEXT, values)
    entries = [Entry(*row) for row in rows]
    more = len(entries) > limit
    return Page(entries[:limit], encode(entries[limit - 1][:3], secret) if more else None)
