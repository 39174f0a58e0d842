"""Leaky service: six parts of one server, and each of them never lets go.

The server is restarted every night, before its memory runs out. A docstring
shows today's code, then what was seen in the heap, then what is due. Find out
who holds on, and write it right; a few lines of each class will change. Other
than that callers notice nothing: the same results, errors of the same type.
Once today's code is pasted in, the tests still red are those about leaks.

    >>> pool = ["connection"]
    >>> lease = Lease(pool)
    >>> pool
    []
    >>> del lease
    >>> pool
    ['connection']

What is due to be gone must be out of everyone's reach as soon as callers have
dropped it: counting references takes it at once, or `gc.collect()` takes it if
it was part of a cycle. The tests do collect. To do so yourself will not help:
the collector leaves alone what somebody reaches, and here somebody does.

The whole standard library is welcome. There is one thread.
"""

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Report(Generic[T]):
    """Data that is slow to draw, so that no style is drawn twice.

    def __init__(self, draw):
        self._draw = draw

    @functools.cache
    def render(self, style):
        return self._draw(style)

    Seen: every report since the start, long after the last reader closed it.
    Due: a report that was dropped is gone, and its `draw` and drawings with it.
    """

    def __init__(self, draw: Callable[[Hashable], T]) -> None:
        raise NotImplementedError

    def render(self, style: Hashable) -> T:
        """Return what `draw` returned for an equal style; call it if it has not yet."""
        raise NotImplementedError


class Hub:
    """Tells listeners what happens; a session subscribes a method of its own.

    def __init__(self):
        self._listeners = []

    def subscribe(self, listener):
        self._listeners.append(listener)

    def publish(self, event):
        for listener in self._listeners:
            listener(event)

    Seen: every session since the start, and each still heard every event.
    Due: a bound method, one that `inspect.ismethod` knows, does not keep its
    object. Once that is gone, nobody calls the method, and what the hub noted
    of it goes at the next `publish` at the latest. Any other callable stays.
    Objects with such methods can be referred to weakly.
    """

    def __init__(self) -> None:
        raise NotImplementedError

    def subscribe(self, listener: Callable[[Any], object]) -> None:
        """Have it called at each `publish`, as often as it was subscribed; never during one."""
        raise NotImplementedError

    def publish(self, event: Any) -> None:
        """Call the listeners, first subscribed first; the error of one ends the round."""
        raise NotImplementedError


class ErrorLog:
    """The last errors, for a page that support looks at.

    def __init__(self, limit):
        self._errors = deque(maxlen=limit)

    def record(self, error):
        self._errors.append(error)

    def recent(self):
        return ["".join(traceback.format_exception(error)) for error in self._errors]

    Seen: 100 requests with their bodies, which had been answered hours ago.
    Due: the text as it is when the error is recorded. Neither the error nor what
    it refers to is kept; the error itself is left as it is, for others use it.
    """

    def __init__(self, limit: int) -> None:
        """Keep the last `limit` errors, at least 1."""
        raise NotImplementedError

    def record(self, error: Exception) -> None:
        """Note an error that was caught; the handler may be over by now."""
        raise NotImplementedError

    def recent(self) -> list[str]:
        """Return the errors' texts, tracebacks and causes included, oldest first."""
        raise NotImplementedError


class Headers:
    """The first 16 bytes of each upload, which tell what kind of file it is.

    def __init__(self):
        self._headers = {}

    def add(self, name, upload):
        self._headers[name] = memoryview(upload)[:16]

    def get(self, name):
        return bytes(self._headers[name])

    Seen: 2 GB for 200 headers. And when a caller reused its `bytearray`, writing
    over it changed an old header, and clearing it was a `BufferError`.
    Due: the header as it was when it was added, and not a byte more.
    """

    def __init__(self) -> None:
        raise NotImplementedError

    def add(self, name: str, upload: bytes | bytearray) -> None:
        """Remember the header of an upload; it replaces an older one of that name."""
        raise NotImplementedError

    def get(self, name: str) -> bytes:
        """Return the header, less than 16 bytes of a tiny upload; `KeyError` if there is none."""
        raise NotImplementedError


class InFlight:
    """How many requests each client has under way.

    def __init__(self):
        self._counts = defaultdict(int)

    def enter(self, client):
        self._counts[client] += 1

    def leave(self, client):
        if self._counts[client] == 0:
            raise ValueError(f"{client!r} has nothing under way")
        self._counts[client] -= 1

    def count(self, client):
        return self._counts[client]

    Seen: three million clients, of which forty were connected.
    Due: it refers only to clients that have requests under way.
    """

    def __init__(self) -> None:
        raise NotImplementedError

    def enter(self, client: Hashable) -> None:
        """Count one request more; equal clients are one and the same."""
        raise NotImplementedError

    def leave(self, client: Hashable) -> None:
        """Count one request less; raise `ValueError` if there is none."""
        raise NotImplementedError

    def count(self, client: Hashable) -> int:
        """Return how many requests are under way, 0 for a stranger."""
        raise NotImplementedError


class Lease:
    """A connection out of the pool, which gets it back even if the caller forgets.

    def __init__(self, pool):
        self._pool = pool
        self.connection = pool.pop()
        weakref.finalize(self, self.release)

    def release(self):
        if self.connection is not None:
            self._pool.append(self.connection)
            self.connection = None

    Seen: forgotten leases were never gone, and the pool ran dry.
    Due: a lease that was dropped is gone, and its connection back in the pool.
    Each lease gives back once, be it released, dropped, or one after the other.
    """

    connection: Any

    def __init__(self, pool: list[Any]) -> None:
        """Take the last connection; raise `IndexError` if the pool is empty."""
        raise NotImplementedError

    def release(self) -> None:
        """Append the connection to the pool, and set `connection` to None."""
        raise NotImplementedError
