"""The loop of the client library, which is without a limit; the bodies count."""

from itertools import count

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


class ContentionError(RuntimeError):
    pass


def limited(client, body, keys, attempts):
    if attempts < 1:
        raise ValueError("no attempt")
    numbers = count(1)

    def counted(pipe):
        if next(numbers) > attempts:
            raise ContentionError(keys)
        return body(pipe)

    return client.transaction(counted, *keys, value_from_callable=True)


def atomic_update(client, key, fn, *, attempts=10):
    def body(pipe):
        new = fn(pipe.get(key))
        pipe.multi()
        pipe.delete(key)
        if new is not None:
            pipe.append(key, new)
        return new

    return limited(client, body, [key], attempts)


def transfer(client, src, dst, amount, *, attempts=10):
    if amount <= 0 or src == dst:
        raise ValueError("nothing to transfer")

    def body(pipe):
        has, gets = (int(value or 0) for value in (pipe.get(src), pipe.get(dst)))
        if enough := has >= amount:
            pipe.multi()
            pipe.set(dst, gets + amount)
            pipe.set(src, has - amount)
        return enough

    return limited(client, body, (dst, src), attempts)
