# expect: batch=20\) may send no SCAN with a COUNT above 20
"""Gives SCAN a COUNT as large as the server, to have it done in one go."""

from solutions.redis.delete_by_pattern import delete_prefix, glob_escape

__all__ = ["delete_prefix", "glob_escape", "iter_prefix"]


def iter_prefix(client, prefix, *, batch=500):
    if batch < 1:
        raise ValueError(batch)
    pattern = glob_escape(prefix) + b"*"
    yielded = set()
    for key in client.scan_iter(match=pattern, count=max(client.dbsize(), 1)):
        if key not in yielded:
            yielded.add(key)
            yield key
