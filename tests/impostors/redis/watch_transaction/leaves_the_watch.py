# expect: transfer .*: its client still watches
"""Gives the connection back to the pool with the accounts still watched."""

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
    with client.client() as line:
        for _ in range(attempts):
            line.execute_command("WATCH", src, dst)
            has, gets = (int(line.get(key) or 0) for key in (src, dst))
            if has < amount:
                return False
            line.execute_command("MULTI")
            line.execute_command("MSET", src, has - amount, dst, gets + amount)
            if line.execute_command("EXEC") is not None:
                return True
    raise ContentionError(src, dst)
