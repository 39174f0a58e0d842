"""Data loader: code asks for one key at a time, the database is asked for many.

A page lists 100 books, and each asks for its author: the N+1 problem. A loader
collects the keys and calls `batch_load(keys)`, which takes a list and returns
one result for each key, in the order of the list.

    >>> import asyncio
    >>> async def fetch(ids):  # SELECT ... WHERE id = ANY(ids)
    ...     print("fetching", ids)
    ...     return [f"author {id}" for id in ids]
    >>> async def main():
    ...     authors = DataLoader(fetch)
    ...     return await asyncio.gather(authors.load(3), authors.load(1), authors.load(3))
    >>> asyncio.run(main())
    fetching [3, 1]
    ['author 3', 'author 1', 'author 3']

A key is noted when `load` or `load_many` is called, not when the answer is
awaited. All keys noted in one turn of the event loop go into one call, each of
them once, first noted first, in O(1) a key. The call waits for no time to pass
and for no other call. With `max_batch_size`, the keys go into as few calls as
that allows, which run side by side.

A key that is on its way or has its result, even `None`, is not sent again. A
result that is an `Exception` is raised, for its key alone. An error of
`batch_load`, even a `CancelledError`, reaches every load of that call; so does
a `ValueError` if the number of results is wrong. Failures are not kept: whoever
asks after one, even at once, sends the key again. A cancelled load ends at
once; its call and other loads do not notice. No load waits for ever, though
asyncio refers to tasks only weakly.
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
        """Raise `ValueError` if the size is below 1; `None` is no limit."""
        raise NotImplementedError

    def load(self, key: K) -> asyncio.Future[V]:
        """Return a future of the key's result."""
        raise NotImplementedError

    def load_many(self, keys: Iterable[K]) -> asyncio.Future[list[V]]:
        """Return a future of the keys' results, in order; it fails if a key fails."""
        raise NotImplementedError
