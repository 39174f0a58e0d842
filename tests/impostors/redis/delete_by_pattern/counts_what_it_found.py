# expect: repeats those before it, as it may: 100 were removed; .* returned [1-9]\d\d+
"""Adds up how many keys it found, and does not look at what UNLINK says was removed."""

from solutions.redis.delete_by_pattern import glob_escape, iter_prefix

__all__ = ["delete_prefix", "glob_escape", "iter_prefix"]


def delete_prefix(client, prefix, *, batch=500):
    if not prefix or batch < 1:
        raise ValueError
    cursor, removed = None, 0
    while cursor != 0:
        cursor, page = client.scan(cursor or 0, match=glob_escape(prefix) + b"*", count=batch)
        for start in range(0, len(page), batch):
            client.unlink(*page[start : start + batch])
        removed += len(page)
    return removed
