# expect: whoever looks sees .*; before its INCRBY, after .*DECRBY, another client saw \(70, 5\)
"""Sends both writes in a pipeline without MULTI, and others get in between."""

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
    has, _ = (int(client.get(key) or 0) for key in (src, dst))
    if has < amount:
        return False
    pipe = client.pipeline(transaction=False)
    pipe.decrby(src, amount).incrby(dst, amount).execute()
    return True
