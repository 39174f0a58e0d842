"""Data loader, solved with one future for each key and one task for each call.

The first key of a turn asks the event loop to dispatch in its next turn; the
rest of the turn fills the queue. Whoever asks for a key gets a shield around
the key's one future, so that everybody shares the result and nobody's
cancellation goes further than the shield. The dict of futures is both the
cache and the list of what is on its way, hence no key is sent twice.

The call is a task of its own. If a load ran it, the call would die with that
load. The set keeps the tasks alive, since the event loop refers to them weakly.
An error is turned into a result for each key, so there is one way to settle;
a strict `zip` counts the results before any is handed out. A failed key leaves
the dict before its future wakes anybody: afterwards would be too late for
whoever retries at once.

Two details decide whether keys meet in one call. `load` is no coroutine: one
that is wrapped in a task begins a turn later, and `load_many` would miss the
loads made beside it. And the queue is swapped before the first `await`, or
keys noted during the call would be thrown away with those just sent.

Cost: one future for each key, one shield for each load, one task for each call.
At work, take `aiodataloader`, or strawberry's own loader. Make loaders for each
request: the cache has no expiry, and it would show one user's rows to the next.
After a write, forget the key (the libraries have `clear`). A loader only groups
what is asked in the same turn: a resolver that awaits something else first
comes late and gets a call of its own.

Interview: "What is the N+1 problem?" One query fetches a list and then code
fetches something for each row: N more queries, each cheap, each a round trip.
At 1 ms a trip, 200 rows cost 0.2 s while the database is idle, and the slow
query log shows nothing. It comes from lazy attributes in a loop, serializers
and templates, resolvers in GraphQL, and calls between services.

How one finds it: count queries for each request, and in a test assert that the
count is the same for 1 row and for 20. Look for one normalized statement with
many calls (`pg_stat_statements`), or equal spans in a trace. In SQLAlchemy
`raiseload` (or `lazy="raise"`) turns a lazy load into an error; for Django
there are `assertNumQueries`, the debug toolbar and nplusone.

Cures and their traps:
- JOIN: one trip. The parent's columns come again with each child; two lists
  joined side by side give their product; LIMIT counts joined rows, not parents;
  an inner join loses parents without children. Aggregating children in a
  LATERAL subquery (`json_agg`) avoids most of this.
- `WHERE author_id = ANY(%s)`: one more query for each level, no product. Rows
  come in any order and missing ones do not come: build a dict and read it in
  the order of the keys. `IN (...)` with as many placeholders as keys is a new
  statement for every length, and a syntax error for none.
- `joinedload` (Django: `select_related`): that JOIN, made by the ORM. Good for
  to-one; for lists think of the product, and call `unique()` in SQLAlchemy 2.
- `selectinload` (`prefetch_related`): that second query; SQLAlchemy sends 500
  keys at a time. Good for lists. In Django, `.filter()` on the prefetched list
  is a new query, and so N+1 is back.
- DataLoader: for code that does not know what its neighbours need, such as
  resolvers. The batch function must give results in the order of the keys, a
  loader must not outlive its request, and an `await` in between splits a batch.
Close with the opposite mistake: loading everything eagerly, used or not.

Hints
-----
1. Three loads come one after another in one turn. Who notices that the turn is
   over, and what does `loop.call_soon` do?
2. Two loads want the same key, and one of them is cancelled. What may they
   share, and what must each have for itself?
3. Who runs `batch_load`, if every load may be cancelled? Who holds on to it?
4. A load fails, its owner catches that and loads again at once. Is the failed
   future still in your dict at that moment?
5. `load`: unless the dict has a future for the key, make one, put the key into
   the queue, and `call_soon` the dispatch if the queue was empty; return a
   `shield`. Dispatch: swap the queue for a new one, slice it, a task for each
   slice. The task: results, or the error once for each key; then settle each
   future, removing those that fail from the dict first.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class DataLoader(Generic[K, V]):
    def __init__(
        self,
        batch_load: Callable[[list[K]], Awaitable[Sequence[V | Exception]]],
        *,
        max_batch_size: int | None = None,
    ) -> None:
        if max_batch_size is not None and max_batch_size < 1:
            raise ValueError(f"max_batch_size must be at least 1, not {max_batch_size}")
        self._batch_load = batch_load
        self._max_batch_size = max_batch_size
        self._futures: dict[K, asyncio.Future[V]] = {}
        self._queue: list[K] = []
        self._calls: set[asyncio.Task[None]] = set()

    def load(self, key: K) -> asyncio.Future[V]:
        if key not in self._futures:
            loop = asyncio.get_running_loop()
            self._futures[key] = loop.create_future()
            if not self._queue:
                loop.call_soon(self._dispatch)
            self._queue.append(key)
        return asyncio.shield(self._futures[key])

    def load_many(self, keys: Iterable[K]) -> asyncio.Future[list[V]]:
        return asyncio.gather(*map(self.load, keys))

    def _dispatch(self) -> None:
        keys, self._queue = self._queue, []
        size = self._max_batch_size or len(keys)
        for start in range(0, len(keys), size):
            call = asyncio.create_task(self._call(keys[start : start + size]))
            self._calls.add(call)
            call.add_done_callback(self._calls.discard)

    async def _call(self, keys: list[K]) -> None:
        for key, result in (await self._results(keys)).items():
            if isinstance(result, BaseException):
                self._futures.pop(key).set_exception(result)
            else:
                self._futures[key].set_result(result)

    async def _results(self, keys: list[K]) -> dict[K, V | BaseException]:
        """Return one for each key, whatever happens."""
        try:
            return dict(zip(keys, await self._batch_load(keys), strict=True))
        except BaseException as error:
            return dict.fromkeys(keys, error)
