# expect: no more than three pages may wait for their UNLINK
"""Finds all keys before it deletes the first."""

from solutions.redis.delete_by_pattern import glob_escape, iter_prefix

__all__ = ["delete_prefix", "glob_escape", "iter_prefix"]


def delete_prefix(client, prefix, *, batch=500):
    if not prefix or batch < 1:
        raise ValueError
    names = list(iter_prefix(client, prefix, batch=batch))
    starts = range(0, len(names), batch)
    return sum(client.unlink(*names[start : start + batch]) for start in starts)
