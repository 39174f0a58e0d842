# expect: there_and_back: you wrote a b, and the server has a\.
"""Believes that WATCH compares values, and misses what was changed and changed back."""

from solutions.redis.watch_transaction import ContentionError, atomic_update, transfer

__all__ = ["KEYS_LEFT", "ContentionError", "atomic_update", "transfer"]

KEYS_LEFT = {
    "error_in_exec": "a b",
    "error_while_queuing": "",
    "error_in_a_script": "a b",
    "copied_before_exec": "a c",
    "own_write": "a",
    "there_and_back": "a b",
    "nothing_to_delete": "b",
    "expired": "",
    "second_transaction": "a b c",
}
