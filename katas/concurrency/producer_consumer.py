"""Producer and consumers: few workers, a short queue, and a clean end.

A producer reads a source, plain or async, and a few workers handle its items
side by side. The answer is what `handle` returned for each item, in the order
of the items. Any item will do: `None`, or one that is equal to another.

    >>> import asyncio
    >>> async def price(item):
    ...     return {"tea": 3, "cake": 5}[item]
    >>> asyncio.run(pipeline(["tea", "cake"], price, workers=2))
    [3, 5]
    >>> try:
    ...     asyncio.run(pipeline(["tea", "gold"], price))
    ... except PipelineError as error:
    ...     error.exceptions
    (KeyError('gold'),)

At most `workers` items are handled at any moment. A free worker takes the next
item at once, without waiting for the others or for the rest of the source.
While all are busy, `queue_size` more items are read; the producer may hold one
besides, and reads on only when there is room.

When `handle` or the source raises an error, no further item is started, and
handlers at work are cancelled. Once they have ended, `PipelineError` holds
every error in `exceptions`, theirs included. A cancelled `pipeline` cancels
and awaits its handlers likewise, and raises `CancelledError`. However it ends,
no task is left behind, and the iterator of an async source has been closed:
by `aclose`, if it has that method.
"""

from collections.abc import AsyncIterable, Awaitable, Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


class PipelineError(ExceptionGroup[Exception]):
    """All that went wrong in one pipeline."""


async def pipeline(
    source: AsyncIterable[T] | Iterable[T],
    handle: Callable[[T], Awaitable[R]],
    *,
    workers: int = 4,
    queue_size: int = 8,
) -> list[R]:
    """Raise `ValueError`, before the source is touched, unless both sizes are at least 1."""
    raise NotImplementedError
