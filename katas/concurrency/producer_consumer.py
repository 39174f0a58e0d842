"""Producer and consumers: few workers, a short queue, and a clean end.

One producer reads a source, plain or async, and a few workers handle its
items side by side. The answer is what `handle` returned for each item, in
the order of the items. Any item will do: `None`, or one equal to another.

    >>> import asyncio
    >>> async def half(number):
    ...     await asyncio.sleep(0)
    ...     return 60 // number
    >>> asyncio.run(pipeline([1, 2, 3], half, workers=2))
    [60, 30, 20]
    >>> try:
    ...     asyncio.run(pipeline([1, 0], half))
    ... except PipelineError as error:
    ...     error.exceptions
    (ZeroDivisionError('integer division or modulo by zero'),)

At most `workers` items are being handled at any moment. A free worker takes
the next item at once: it waits neither for the rest of the source nor for
the other workers. While all are busy, the source is read `queue_size` items
ahead; the producer may hold one more, and reads on only when there is room.

An error, of `handle` or of the source, ends everything at once: no further
item is started, items being handled are cancelled, and when the last of
them has ended, `PipelineError` holds every error raised, also by those that
were told to end. Cancelling `pipeline` cancels and awaits them likewise.

However it ends, no task is left behind, and the iterator of an async source
has been closed with `aclose`, if it has that method.
"""

from collections.abc import AsyncIterable, Awaitable, Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


class PipelineError(ExceptionGroup[Exception]):
    """Everything that went wrong in one pipeline, in `exceptions`."""


async def pipeline(
    source: AsyncIterable[T] | Iterable[T],
    handle: Callable[[T], Awaitable[R]],
    *,
    workers: int = 4,
    queue_size: int = 8,
) -> list[R]:
    """Raise `ValueError`, before the source is touched, unless both sizes are at least 1."""
    raise NotImplementedError
