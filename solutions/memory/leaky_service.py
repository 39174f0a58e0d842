"""Leaky service, solved by asking of each part who outlives whom.

A leak in Python is no lost memory. It is a reference that somebody forgot, in
something that lives longer: a class, a module, a registry, a log.

    Report    the cache belonged to the class, `self` being part of each key;
              here it belongs to the report and dies with it
    Hub       `session.hear` is a small object holding both function and session;
              a plain weak reference to it is dead at once, `WeakMethod` is not,
              and the dead ones are swept out, or they would be the next leak
    ErrorLog  error -> traceback -> frames -> every local variable on the way;
              so format early, or use a `TracebackException` without locals
    Headers   a view exports the whole buffer, and 16 bytes copied cost nothing
    InFlight  `defaultdict` inserts when read, `Counter` does not; and a count
              that came down to 0 has to be deleted
    Lease     `finalize` holds function and arguments strongly, so none may lead
              back to the object; it runs once, whoever calls it first

At work one measures first. `tracemalloc` compares two snapshots and names the
lines whose allocations grow; `gc.get_objects()`, counted by type, tells what
there is too many of; `gc.get_referrers(one)`, asked again and again, who holds
it. A test is cheap: a weak reference, `del`, `gc.collect()`, and is it None?
For caches prefer a bound (`maxsize`, a time to live) and a metric of their size;
for leases, `with`, finalizers being the net below.

Interview: "What are the anti-patterns of memory in Python, and how does its
garbage collector work?" An object goes when its reference count comes to 0. The
collector is there for cycles only: it looks at containers, takes off the counts
what they owe to one another, and frees those that nothing outside refers to.
The young are looked at often and the old seldom, for most objects die young;
since PEP 442 a cycle with `__del__` is freed as well. Then give the list: caches
without bound or keyed by `self`, listeners nobody unsubscribes, errors kept with
their tracebacks, views of large buffers, reads that insert, callbacks that close
over `self`, whole files read where a stream would do. A strong answer says why
`gc.collect()` is no cure, how one finds the holder, and that memory which Python
freed need not go back to the system: a process that stays large may not leak.

Hints
-----
1. For each class, draw arrows from what lives as long as the server to what
   should go. `gc.get_referrers(object)` shows you the last arrow of the way.
2. Where must the cache live in order to die with the report? What does an
   error need to be shown later, and what does it carry along?
3. Look up `weakref.WeakMethod`, and in `weakref.finalize` the note on its
   arguments. What does the finalizer need to know, if not the lease?
4. What does `some_dict[key]` do in a `defaultdict` that lacks the key, and who
   else reads without asking? Try `Counter`, and mind what comes down to 0.
5. `self._drawn = cache(draw)`; a deque of texts; `bytes(upload[:16])`;
   `finalize(self, pool.append, self.connection)`, which `release` calls.
   The hub keeps a `WeakMethod` or a function that returns the listener: call
   all of them at `publish`, and keep those that do not give None.
"""

import inspect
import traceback
import weakref
from collections import Counter, deque
from collections.abc import Callable, Hashable
from functools import cache
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Listener = Callable[[Any], object]

HEADER = 16


class Report(Generic[T]):
    def __init__(self, draw: Callable[[Hashable], T]) -> None:
        self._drawn = cache(draw)

    def render(self, style: Hashable) -> T:
        return self._drawn(style)


class Hub:
    def __init__(self) -> None:
        self._references: list[Callable[[], Listener | None]] = []

    def subscribe(self, listener: Callable[[Any], object]) -> None:
        self._references.append(_reference(listener))

    def publish(self, event: Any) -> None:
        found = [(reference, reference()) for reference in self._references]
        alive = [(reference, listener) for reference, listener in found if listener is not None]
        self._references = [reference for reference, _ in alive]
        for _, listener in alive:
            listener(event)


def _reference(listener: Listener) -> Callable[[], Listener | None]:
    if inspect.ismethod(listener):
        return weakref.WeakMethod(listener)
    return lambda: listener


class ErrorLog:
    def __init__(self, limit: int) -> None:
        self._texts: deque[str] = deque(maxlen=limit)

    def record(self, error: Exception) -> None:
        self._texts.append("".join(traceback.format_exception(error)))

    def recent(self) -> list[str]:
        return list(self._texts)


class Headers:
    def __init__(self) -> None:
        self._headers: dict[str, bytes] = {}

    def add(self, name: str, upload: bytes | bytearray) -> None:
        self._headers[name] = bytes(upload[:HEADER])

    def get(self, name: str) -> bytes:
        return self._headers[name]


class InFlight:
    def __init__(self) -> None:
        self._counts: Counter[Hashable] = Counter()

    def enter(self, client: Hashable) -> None:
        self._counts[client] += 1

    def leave(self, client: Hashable) -> None:
        if self._counts[client] == 0:
            raise ValueError(f"{client!r} has nothing under way")
        self._counts[client] -= 1
        if self._counts[client] == 0:
            del self._counts[client]

    def count(self, client: Hashable) -> int:
        return self._counts[client]


class Lease:
    connection: Any

    def __init__(self, pool: list[Any]) -> None:
        self.connection = pool.pop()
        self._give_back = weakref.finalize(self, pool.append, self.connection)

    def release(self) -> None:
        self._give_back()
        self.connection = None
