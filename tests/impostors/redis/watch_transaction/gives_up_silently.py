# expect: ContentionError; got False after 1 EXEC
"""Returns False when it gives up, as if there had not been enough money."""

from solutions.redis.watch_transaction import ContentionError, atomic_update
from solutions.redis.watch_transaction import transfer as reference

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
    try:
        return reference(client, src, dst, amount, attempts=attempts)
    except ContentionError:
        return False
