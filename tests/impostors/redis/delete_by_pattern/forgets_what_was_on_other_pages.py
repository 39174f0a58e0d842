# expect: each key must be yielded once; 100 keys were
"""Removes duplicates within a page, but they come on different ones."""

from solutions.redis.delete_by_pattern import delete_prefix, glob_escape

__all__ = ["delete_prefix", "glob_escape", "iter_prefix"]


def iter_prefix(client, prefix, *, batch=500):
    if batch < 1:
        raise ValueError(batch)
    cursor = None
    while cursor != 0:
        cursor, page = client.scan(cursor or 0, match=glob_escape(prefix) + b"*", count=batch)
        yield from set(page)
