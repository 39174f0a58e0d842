# expect: every key must go by UNLINK: .*DEL
"""Calls DEL, which frees the memory before it replies, however much that is."""

from solutions.redis.delete_by_pattern import glob_escape, iter_prefix

__all__ = ["delete_prefix", "glob_escape", "iter_prefix"]


def delete_prefix(client, prefix, *, batch=500):
    if not prefix or batch < 1:
        raise ValueError
    cursor, removed = None, 0
    while cursor != 0:
        cursor, page = client.scan(cursor or 0, match=glob_escape(prefix) + b"*", count=batch)
        for start in range(0, len(page), batch):
            removed += client.delete(*page[start : start + batch])
    return removed
