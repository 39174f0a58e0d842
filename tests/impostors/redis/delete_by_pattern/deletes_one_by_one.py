# expect: delete_prefix may send 4 commands for each 100 keys and 10 more
"""Sends an UNLINK for every key: a round trip each."""

from solutions.redis.delete_by_pattern import glob_escape, iter_prefix

__all__ = ["delete_prefix", "glob_escape", "iter_prefix"]


def delete_prefix(client, prefix, *, batch=500):
    if not prefix or batch < 1:
        raise ValueError
    return sum(client.unlink(key) for key in iter_prefix(client, prefix, batch=batch))
