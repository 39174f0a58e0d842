"""Canonical text signed by a keyed BLAKE2, a covering index, a second query for what is behind."""

import hashlib
import hmac
import json
from urllib.parse import quote, unquote

from solutions.postgres.keyset_pagination import Entry, InvalidCursor, Page, datetime

__all__ = ["Entry", "InvalidCursor", "Page", "decode", "encode", "index", "page"]

COLUMNS = "select actor, at, id, action from entry"
BEHIND = "where row(actor, at, id) > row(%s::text, %s::timestamptz, %s::bigint)"


def encode(key, secret):
    actor, at, number = key
    text = json.dumps([str(at), number, actor])
    return f"{signature(text, secret)}{quote(text, safe='').replace('~', '%7E').replace('%', '~')}"


def decode(cursor, secret):
    text = unquote(cursor[32:].replace("~", "%"))
    if not hmac.compare_digest(cursor[:32].encode(), signature(text, secret).encode()):
        raise InvalidCursor
    at, number, actor = json.loads(text)
    return actor, datetime.fromisoformat(at), number


def signature(text, secret):
    return hashlib.blake2b(text.encode(), key=secret, digest_size=16).hexdigest()


def index():
    return "create unique index on entry (actor, at, id) include (action)"


def page(conn, limit, secret, cursor=None):
    if limit < 1:
        raise ValueError(limit)
    behind = [] if cursor is None else decode(cursor, secret)
    where = "" if cursor is None else BEHIND
    query = f"{COLUMNS} {where} order by actor, at, id limit %s"
    entries = [Entry(*row) for row in conn.execute(query, [*behind, limit])]
    if not entries:
        return Page([], None)
    last = entries[-1][:3]
    more = conn.execute(f"{COLUMNS} {BEHIND} order by actor, at, id limit 1", last).fetchone()
    return Page(entries, encode(last, secret) if more else None)
