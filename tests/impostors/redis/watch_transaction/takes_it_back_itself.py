# expect: src=100, dst=closed.*, another client saw \(70, b'closed'\)
"""Undoes the first half when the second one failed, after everybody could see it."""

import redis

from solutions.redis.watch_transaction import ContentionError, atomic_update

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


def transfer(client, src, dst, amount, *, attempts=10):
    if amount < 1 or attempts < 1 or src == dst:
        raise ValueError(src, dst, amount, attempts)
    with client.pipeline() as pipe:
        for _ in range(attempts):
            try:
                pipe.watch(src, dst)
                if int(pipe.get(src) or 0) < amount:
                    return False
                pipe.multi()
                pipe.decrby(src, amount).incrby(dst, amount).execute()
            except redis.WatchError:
                continue
            except redis.ResponseError:
                client.incrby(src, amount)
                raise
            return True
    raise ContentionError(src, dst)
