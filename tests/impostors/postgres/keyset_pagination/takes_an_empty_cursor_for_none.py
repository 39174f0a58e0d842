# expect: the cursor '' must raise InvalidCursor: only None is the first page
"""Begins anew when the cursor is an empty text."""

from solutions.postgres.keyset_pagination import (
    Entry,
    InvalidCursor,
    Page,
    decode,
    encode,
    index,
)
from solutions.postgres.keyset_pagination import page as reference

__all__ = ["Entry", "InvalidCursor", "Page", "decode", "encode", "index", "page"]


def page(conn, limit, secret, cursor=None):
    return reference(conn, limit, secret, cursor or None)
