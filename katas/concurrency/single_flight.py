"""Single flight: many ask, one call answers them all.

A cache entry expires, and before the refill is back a hundred tasks have missed
it too: at every `await` others get in, one thread or not. `do(key, fn)` calls
`fn` and awaits the answer, unless a call for an equal key is running: then it
waits for that one, shares its answer, and does not call its own `fn`.

    >>> import asyncio
    >>> async def load():
    ...     print("loading")
    ...     await asyncio.sleep(0)
    ...     return 42
    >>> async def main():
    ...     flight = SingleFlight()
    ...     return await asyncio.gather(*[flight.do("answer", load) for _ in range(3)])
    >>> asyncio.run(main())
    loading
    [42, 42, 42]

Different keys run side by side. An error of `fn`, even a `CancelledError`,
reaches every caller of that call. Nothing is kept: as soon as any caller has
its answer or error, the key is forgotten, and the next `do` calls its `fn`.

A cancelled caller always ends with `CancelledError`. While others wait for the
same call, it leaves at once, and neither they nor the call notice, even if it
was the first. If it was the last, it cancels the call and waits until that has
ended. Who asks meanwhile gets a new call. However it ends, no task is left.

An unhashable key raises `TypeError`, and `fn` is not called. You need not care
about an `fn` that asks for its own key.
"""

from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class SingleFlight(Generic[K, V]):
    def __init__(self) -> None:
        raise NotImplementedError

    def in_flight(self) -> int:
        """Return for how many keys a call is running that a caller would share."""
        raise NotImplementedError

    async def do(self, key: K, fn: Callable[[], Awaitable[V]]) -> V:
        """Return what the call for this key returns; start it if none is running."""
        raise NotImplementedError
