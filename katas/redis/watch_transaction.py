"""WATCH: decide in Python, and have Redis refuse if what you looked at has changed.

Next to this file, `_watch_transaction_sessions.py` holds nine sessions of one or two
clients, one for each row of `KEYS_LEFT`. Write out which keys are there after the last
line, such as "a b" or "". A real server plays them; Redis 6.2, 7.0 and Valkey 9 agree.

    >>> from katas.redis import _watch_transaction_sessions as sessions
    >>> print(sessions.OWN_WRITE)
    A: WATCH a
    A: SET a 1
    A: MULTI
    A: SET b 1
    A: EXEC

Then write two functions that look, decide and write as if nobody else were there.
`atomic_update` replaces the value of a key by `fn(value)`; a key that does not exist
has the value `None`, and to become `None` is to be deleted. `transfer` moves `amount`
from one account to another, if `src` has that much. An account is a key that holds an
integer as INCRBY would leave it, and one that does not exist holds 0.

    >>> atomic_update(client, "visits", lambda n: b"%d" % (int(n or 0) + 1))  # doctest: +SKIP
    b'1'
    >>> client.set("ann", 100), transfer(client, "ann", "bob", 30)  # doctest: +SKIP
    (True, True)
    >>> client.mget("ann", "bob"), transfer(client, "ann", "bob", 71)  # doctest: +SKIP
    ([b'70', b'30'], False)

Others write to the same keys between any two of your commands, and ask nobody. So an
attempt ends with EXEC, and if a key that it read has changed by then, nothing is written
and the next one starts from what is there now. After `attempts` that were refused,
raise `ContentionError`. Off limits: scripts, which would not need all this.

Nobody ever sees a transfer half done. When a call returns False or raises, it has
written nothing. However it ends, the client watches nothing afterwards, so that what
others write does not harm its next transaction.
"""

from collections.abc import Callable

import redis

KEYS_LEFT: dict[str, object] = {
    # an error
    "error_in_exec": ...,
    "error_while_queuing": ...,
    "error_in_a_script": ...,
    # another client
    "copied_before_exec": ...,
    # WATCH
    "own_write": ...,
    "there_and_back": ...,
    "nothing_to_delete": ...,
    "expired": ...,
    "second_transaction": ...,
}


class ContentionError(Exception):
    """Others were faster, in every attempt."""


def atomic_update(
    client: redis.Redis,
    key: str,
    fn: Callable[[bytes | None], bytes | None],
    *,
    attempts: int = 10,
) -> bytes | None:
    """Return the new value. What `fn` raises passes through.

    Call `fn` once in each attempt. Raise `ValueError`, with nothing sent, if `attempts`
    is below 1.
    """
    raise NotImplementedError


def transfer(client: redis.Redis, src: str, dst: str, amount: int, *, attempts: int = 10) -> bool:
    """Return whether the amount was moved; it is not if `src` holds less.

    Raise `ValueError`, with nothing sent, if `amount` or `attempts` is below 1, or if `src`
    is `dst`. Raise `ValueError` or `redis.ResponseError` if `src` or `dst` holds something
    else than an integer.
    """
    raise NotImplementedError
