"""Transactions with WATCH, solved with one loop that both functions share.

WATCH makes EXEC conditional: it is carried out only if no watched key was touched
since. What is read after WATCH is therefore still true when EXEC writes, or EXEC
replies nil, redis-py raises `WatchError`, and all is done again: WATCH, GET, decide.
A value kept from the attempt before would be the very lost update that one wants to
avoid. A GET before WATCH leaves a gap between the two, and one after MULTI is only
queued: its value comes when there is nothing left to decide.

Both accounts are watched, the one that only receives as well, for if it became
something else meanwhile, INCRBY would fail inside EXEC, after DECRBY was carried out.
MSET writes both balances in one command that has no reason to fail. Undoing a half
transfer afterwards is no way out: others see it, and you may not live to undo it.

A touch is a write, not a new value: there and back counts, and so does your own write
on the same connection. EXEC and DISCARD end the watch, whatever came of it. Other exits
need UNWATCH, which the `with` block of a pipeline sends; otherwise the connection goes
back to the pool, and the next one's transaction fails for no reason it can see.

Cost: for each attempt three or four round trips and what `fn` takes. Whenever one is
refused another has written, so somebody always gets on, but perhaps never you: hence
the limit, and between attempts, under load, a pause with jitter. A hot key wants
another design. At work: `client.transaction(body, *keys)` is this loop without a limit.

Interview: "Is Redis ACID?" Not as a relational database is. Letter by letter:
- Atomicity: half. The commands of MULTI/EXEC or of a script are carried out in a row,
  with nobody in between, and if the client dies before EXEC, none. But an error on the
  way undoes nothing: the others of the transaction are carried out, a script ends
  where it is, its writes stay. Only an error while queuing refuses the whole.
- Consistency: there are no constraints but the types of values. Rules are yours: check
  before writing, in a script or under WATCH.
- Isolation: yes, serial, for a command, a script, a transaction, as one thread carries
  them out. Not for what you do in several steps: read, think, write needs WATCH.
- Durability: a setting. Nothing, snapshots (minutes), AOF with an fsync each second, or
  with `appendfsync always` before each reply. And only on this server: replication is
  asynchronous, a failover may lose what was acknowledged; WAIT makes that rarer.

"Why is there no rollback?" What fails inside EXEC is a wrong type, a wrong argument, an
overflow: mistakes of the program, which testing finds, says its documentation. Undo logs
would be paid for by every write of a server whose point is to be quick and simple. So
check first: types and balances are known before MULTI, and a watched key keeps them.

"MULTI, a script or WATCH?"
- MULTI: some commands together, nothing to decide in between. A pipeline saves the same
  round trips, and lets others in between.
- WATCH: the decision is made by the client, with its libraries, its rules, other services.
  Optimistic: cheap where conflicts are rare, costly where they are not.
- A script: the decision is small and made of what Redis holds. One round trip, no retry;
  all others wait while it runs, so keep it short. For one value, look for a command
  first: INCRBY, SET NX, LMOVE, and SET IFEQ (Valkey 8.1, Redis 8.4).
- In a cluster all three want their keys in one hash slot (hash tags).

"An answer to EXEC was lost?" Then nobody knows whether it was carried out, and a retry may
move the money twice. Write a request id in the same transaction, and look for it first.

Hints
-----
1. Sessions: which errors can Redis see while it only queues? Does WATCH remember values
   or touches? Who writes while commands wait for EXEC, and what ends a watch?
2. Write down the commands of one attempt. Put somebody's SET of the key between each two
   of them: where must WATCH stand, so that it is always noticed or overwritten by nothing?
3. `with client.pipeline() as pipe`: after `pipe.watch(key)` its commands are sent at once
   and return values, from `pipe.multi()` on they are queued, `pipe.execute()` sends them
   and raises `redis.WatchError` if it is refused. What does leaving the block do?
4. `transfer`: what if `dst` holds a list? Or becomes one after you looked? INCRBY fails
   only inside EXEC. What do you have to know before, and how do you keep it true?
5. The shape: `for _ in range(attempts): try: watch, body(pipe), execute, return; except
   WatchError: continue`, and after the loop `raise ContentionError`. The two functions
   differ only in `body`, which reads, decides, calls `pipe.multi()` and queues.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import redis

KEYS_LEFT: dict[str, object] = {
    # an error
    "error_in_exec": "a b",
    "error_while_queuing": "",
    "error_in_a_script": "a b",
    # another client
    "copied_before_exec": "a c",
    # WATCH
    "own_write": "a",
    "there_and_back": "a",
    "nothing_to_delete": "b",
    "expired": "",
    "second_transaction": "a b c",
}

T = TypeVar("T")


class ContentionError(Exception):
    """No attempt got through to EXEC undisturbed."""


def atomic_update(
    client: redis.Redis,
    key: str,
    fn: Callable[[bytes | None], bytes | None],
    *,
    attempts: int = 10,
) -> bytes | None:
    def body(pipe: Any) -> bytes | None:
        value = fn(pipe.get(key))
        pipe.multi()
        if value is None:
            pipe.delete(key)
        else:
            pipe.set(key, value)
        return value

    return _optimistically(client, [key], body, attempts)


def transfer(client: redis.Redis, src: str, dst: str, amount: int, *, attempts: int = 10) -> bool:
    if amount < 1:
        raise ValueError(f"amount must be at least 1, not {amount}")
    if src == dst:
        raise ValueError(f"src and dst must be two accounts, not {src!r} twice")

    def body(pipe: Any) -> bool:
        has, gets = (_balance(pipe.get(key)) for key in (src, dst))
        if has < amount:
            return False
        pipe.multi()
        pipe.mset({src: has - amount, dst: gets + amount})
        return True

    return _optimistically(client, [src, dst], body, attempts)


def _optimistically(client: Any, keys: list[str], body: Callable[[Any], T], attempts: int) -> T:
    """Call `body` until the keys stay untouched from before it until EXEC."""
    if attempts < 1:
        raise ValueError(f"attempts must be at least 1, not {attempts}")
    with client.pipeline() as pipe:
        for _ in range(attempts):
            try:
                pipe.watch(*keys)
                result = body(pipe)
                pipe.execute()
            except redis.WatchError:
                continue
            return result
    raise ContentionError(f"{', '.join(keys)} changed during each of {attempts} attempts")


def _balance(value: bytes | None) -> int:
    return 0 if value is None else int(value)
