# expect: iter_prefix must do without KEYS
"""Asks KEYS for the names, all at once, and only the deleting goes in batches."""

from solutions.redis.delete_by_pattern import glob_escape

__all__ = ["delete_prefix", "glob_escape", "iter_prefix"]


def check(batch):
    if batch < 1:
        raise ValueError(batch)


def iter_prefix(client, prefix, *, batch=500):
    check(batch)
    yield from client.keys(glob_escape(prefix) + b"*")


def delete_prefix(client, prefix, *, batch=500):
    check(batch)
    if not prefix:
        raise ValueError(prefix)
    names = list(iter_prefix(client, prefix))
    starts = range(0, len(names), batch)
    return sum(client.unlink(*names[start : start + batch]) for start in starts)
