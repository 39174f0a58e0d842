# expect: no UNLINK may have more than 10 keys, and pages are longer at times
"""Unlinks a page as it comes, as if COUNT were the most that it can hold."""

from solutions.redis.delete_by_pattern import glob_escape, iter_prefix

__all__ = ["delete_prefix", "glob_escape", "iter_prefix"]


def delete_prefix(client, prefix, *, batch=500):
    if not prefix or batch < 1:
        raise ValueError
    cursor, removed = None, 0
    while cursor != 0:
        cursor, page = client.scan(cursor or 0, match=glob_escape(prefix) + b"*", count=batch)
        if page:
            removed += client.unlink(*page)
    return removed
