# expect: whenever fn ran: ContentionError; got b'mine' after 51 calls
"""Tries again for as long as others are faster, whatever the limit."""

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

    def body(pipe):
        new = fn(pipe.get(key))
        pipe.multi()
        if new is None:
            pipe.delete(key)
        else:
            pipe.set(key, new)
        return new

    return client.transaction(body, key, value_from_callable=True)
