# expect: is meant byte by byte: .* must go; returned was 1, also gone are \[b'user1:1'\]
"""Appends `*` to the prefix as it is when it deletes: `user[1]:` takes the keys of `user1:`."""

from solutions.redis.delete_by_pattern import glob_escape, iter_prefix

__all__ = ["delete_prefix", "glob_escape", "iter_prefix"]


def delete_prefix(client, prefix, *, batch=500):
    if not prefix or batch < 1:
        raise ValueError
    cursor, removed = None, 0
    while cursor != 0:
        cursor, page = client.scan(cursor or 0, match=prefix + b"*", count=batch)
        for start in range(0, len(page), batch):
            removed += client.unlink(*page[start : start + batch])
    return removed
