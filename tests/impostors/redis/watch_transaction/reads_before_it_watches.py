# expect: before its WATCH, after GET, another client added 10: k must be b'16' .* k is b'6'
"""Reads the value and watches the key afterwards, when it may hold another one."""

import redis

from solutions.redis.watch_transaction import ContentionError, transfer

__all__ = ["KEYS_LEFT", "ContentionError", "atomic_update", "transfer"]

KEYS_LEFT = {
    "error_in_exec": "a b",
    "error_while_queuing": "",
    "error_in_a_script": "a b",
    "copied_before_exec": "a c",
    "own_write": "a",
    "there_and_back": "a",
    "nothing_to_delete": "b",
    "expired": "",
    "second_transaction": "a b c",
}


def atomic_update(client, key, fn, *, attempts=10):
    if attempts < 1:
        raise ValueError(attempts)
    for _ in range(attempts):
        old = client.get(key)
        with client.pipeline() as pipe:
            pipe.watch(key)
            new = fn(old)
            pipe.multi()
            if new is None:
                pipe.delete(key)
            else:
                pipe.set(key, new)
            try:
                pipe.execute()
            except redis.WatchError:
                continue
            return new
    raise ContentionError(key)
