# expect: page 1 of 200 read [0-9]+ blocks
"""Leaves the id out of the index, for it has one of its own."""

from solutions.postgres.keyset_pagination import Entry, InvalidCursor, Page, decode, encode, page

__all__ = ["Entry", "InvalidCursor", "Page", "decode", "encode", "index", "page"]


def index():
    return "create index on entry (actor, at)"
