"""Sends WATCH, MULTI, EXEC and UNWATCH itself, over one connection; leaves the sums to Redis."""

import contextlib

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


class ContentionError(Exception):
    pass


@contextlib.contextmanager
def one_connection(client):
    with client.client() as line:
        try:
            yield line
        finally:
            line.execute_command("UNWATCH")


def is_carried_out(line, *commands):
    line.execute_command("MULTI")
    for command in commands:
        line.execute_command(*command)
    return line.execute_command("EXEC") is not None


def atomic_update(client, key, fn, *, attempts=10):
    if attempts < 1:
        raise ValueError(attempts)
    with one_connection(client) as line:
        while attempts > 0:
            line.execute_command("WATCH", key)
            new = fn(line.get(key))
            write = ("UNLINK", key) if new is None else ("GETSET", key, new)
            if is_carried_out(line, write):
                return new
            attempts -= 1
    raise ContentionError


def transfer(client, src, dst, amount, *, attempts=10):
    if min(amount, attempts) < 1 or src == dst:
        raise ValueError(amount, attempts, src, dst)
    with one_connection(client) as line:
        for _ in range(attempts):
            line.execute_command("WATCH", src)
            line.execute_command("WATCH", dst)
            int(line.get(dst) or 0)
            if int(line.get(src) or 0) < amount:
                return False
            if is_carried_out(line, ("DECRBY", src, amount), ("INCRBY", dst, amount)):
                return True
    raise ContentionError
