"""A table with weak keys, a cache in a cycle with its report, a finalizer that is detached."""

import functools
import inspect
import io
import itertools
import traceback
import weakref
from collections import Counter, deque


class Report:
    def __init__(self, draw):
        self._draw = draw
        self.render = functools.lru_cache(maxsize=None)(self._drawn)

    def _drawn(self, style):
        return self._draw(style)


class Hub:
    """Numbers who subscribes; methods stand in a table of their objects, which are weak keys."""

    __slots__ = ("_methods", "_numbers", "_others")

    def __init__(self):
        self._numbers = itertools.count()
        self._methods = weakref.WeakKeyDictionary()
        self._others = {}

    def subscribe(self, listener):
        number = next(self._numbers)
        if inspect.ismethod(listener):
            functions = self._methods.setdefault(listener.__self__, {})
            functions[number] = listener.__func__
        else:
            self._others[number] = listener

    def publish(self, event):
        calls = dict(self._others)
        for owner, functions in self._methods.items():
            for number, function in functions.items():
                calls[number] = functools.partial(function, owner)
        for _, call in sorted(calls.items()):
            call(event)


class ErrorLog:
    __slots__ = ("_texts",)

    def __init__(self, limit):
        self._texts = deque(maxlen=limit)

    def record(self, error):
        text = io.StringIO()
        traceback.print_exception(error, file=text)
        self._texts.append(text.getvalue())

    def recent(self):
        return [*self._texts]


class Headers:
    __slots__ = ("_headers",)

    def __init__(self):
        self._headers = {}

    def add(self, name, upload):
        self._headers[name] = upload[:16]

    def get(self, name):
        return bytes(self._headers[name])


class InFlight:
    __slots__ = ("_counts",)

    def __init__(self):
        self._counts = Counter()

    def enter(self, client):
        self._counts.update([client])

    def leave(self, client):
        if client not in self._counts:
            raise ValueError(client)
        self._counts -= Counter([client])

    def count(self, client):
        return self._counts[client]


class Lease:
    __slots__ = ("__weakref__", "_finalizer", "connection")

    def __init__(self, pool):
        self.connection = pool.pop()
        self._finalizer = weakref.finalize(self, _give_back, pool, self.connection)

    def release(self):
        self.connection = None
        if self._finalizer.alive:
            _, function, arguments, _ = self._finalizer.detach()
            function(*arguments)


def _give_back(pool, connection):
    pool.append(connection)
