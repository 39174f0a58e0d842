"""Single flight, solved with a shielded task and a count of its callers.

"asyncio has no races" is half true. Between two `await`s nobody interferes,
so the lookup and the insertion below need no lock: nothing is awaited between
them. A cache that looks, awaits and then stores has an `await` in that very
place, and whoever comes while it is suspended misses as well.

The call must belong to no caller, or it would die with one. So it is a task of
its own, and each caller awaits it behind `shield`, which lets the caller be
cancelled and the task live on. A shield alone leaks work that nobody wants any
more: hence the count. The last to be cancelled forgets the call first, so that
no newcomer joins a dying one, then cancels the task and waits for its end.

Forgetting has two traps. It must happen before the first caller resumes, or
one that retries at once gets the old answer; the callback is added before any
`shield` adds its own, and callbacks run in that order. And when the old task
ends at last, the key may already belong to the next call: compare before
deleting.

Cost: one task and one dict entry for a key in flight, nothing afterwards. At
work, this sits in front of a cache and holds for one process only; across
processes take a lock in Redis with an expiry, let the database's unique index
decide, or refresh entries early at random moments, so that no crowd meets an
expired one. All callers get the very same object: hand out what cannot be
changed. An `fn` that asks for its own key waits for itself for ever, and as it
counts as one of its own callers, no cancellation of the others ends it.

Interview: "Does asyncio code need locks?" Say where races live: a decision
taken before an `await` and used after it. Name the stampede (thundering herd,
dogpile) and why a lock for each key is a poor cure: the waiters queue up and
then all ask again unless each looks into the cache once more, and the dict of
locks grows. Then the hard part, cancellation: what `shield` does and what it
does not, that the caller's task and the work are two things, that `cancel` is
a request to be awaited. Know Go's `singleflight`, where the name comes from,
and its trade-off: one slow or failed call is slow or failed for everybody.
Offer what production adds: a deadline for the call itself, and counts of calls
and of shared answers as metrics.

Hints
-----
1. Two tasks find no call for their key, one after the other. Which `await`
   lay between looking and leaving a note, and can you do without it?
2. The first caller is cancelled and the others are not. Who should be running
   `fn`, so that this is nobody's business?
3. What does `asyncio.shield` protect, and from what? Who stops the work when
   the last caller has gone?
4. Think of the moment right after the end of `fn`: one caller has resumed and
   asks again at once. Is the old call still in the dict?
5. A dict from key to (task, number of callers). Not there: create the task, put
   it in, forget it in a done callback. Then count up, await the shielded
   task, and count down in a `finally`; on `CancelledError` the last one forgets
   the entry, cancels the task, waits with `asyncio.wait`, and re-raises.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class _Call(Generic[V]):
    def __init__(self, fn: Callable[[], Awaitable[V]]) -> None:
        self.task = asyncio.create_task(self._run(fn))
        self.callers = 0

    async def _run(self, fn: Callable[[], Awaitable[V]]) -> V:
        return await fn()


class SingleFlight(Generic[K, V]):
    def __init__(self) -> None:
        self._calls: dict[K, _Call[V]] = {}

    def in_flight(self) -> int:
        return len(self._calls)

    async def do(self, key: K, fn: Callable[[], Awaitable[V]]) -> V:
        call = self._calls.get(key) or self._start(key, fn)
        call.callers += 1
        try:
            return await asyncio.shield(call.task)
        except asyncio.CancelledError:
            if call.callers == 1:
                self._forget(key, call)
                call.task.cancel()
                await asyncio.wait([call.task])
            raise
        finally:
            call.callers -= 1

    def _start(self, key: K, fn: Callable[[], Awaitable[V]]) -> _Call[V]:
        call = self._calls[key] = _Call(fn)
        call.task.add_done_callback(lambda _: self._forget(key, call))
        return call

    def _forget(self, key: K, call: _Call[V]) -> None:
        if self._calls.get(key) is call:
            del self._calls[key]
