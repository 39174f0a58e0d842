# expect: error_in_exec: you wrote no key, and the server has a b
"""Believes that EXEC takes everything back when one of its commands fails."""

from solutions.redis.watch_transaction import ContentionError, atomic_update, transfer

__all__ = ["KEYS_LEFT", "ContentionError", "atomic_update", "transfer"]

KEYS_LEFT = {
    "error_in_exec": "",
    "error_while_queuing": "",
    "error_in_a_script": "a b",
    "copied_before_exec": "a c",
    "own_write": "a",
    "there_and_back": "a",
    "nothing_to_delete": "b",
    "expired": "",
    "second_transaction": "a b c",
}
