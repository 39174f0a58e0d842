# expect: SET k 10: fn must run again, on b'10'; it got \[b'5'\]
"""Tries again with the value that it worked out in the first attempt."""

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
    with client.pipeline() as pipe:
        pipe.watch(key)
        new = fn(pipe.get(key))
        for _ in range(attempts):
            pipe.multi()
            if new is None:
                pipe.delete(key)
            else:
                pipe.set(key, new)
            try:
                pipe.execute()
            except redis.WatchError:
                pipe.watch(key)
                continue
            return new
    raise ContentionError(key)
