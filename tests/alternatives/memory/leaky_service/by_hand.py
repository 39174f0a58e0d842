"""Plain dicts, references that sweep themselves out, a `__del__`, tracebacks without frames."""

import struct
import types
import weakref
from collections import deque
from traceback import TracebackException


class Report:
    def __init__(self, draw):
        self.draw = draw
        self.drawings = {}

    def render(self, style):
        try:
            return self.drawings[style]
        except KeyError:
            self.drawings[style] = self.draw(style)
        return self.drawings[style]


class Hub:
    def __init__(self):
        self.listeners = []

    def subscribe(self, listener):
        if isinstance(listener, types.MethodType):
            self.listeners.append(weakref.WeakMethod(listener, self.listeners.remove))
        else:
            self.listeners.append(listener)

    def publish(self, event):
        for listener in tuple(self.listeners):
            if isinstance(listener, weakref.WeakMethod):
                listener = listener()
            if listener is not None:
                listener(event)


class ErrorLog:
    def __init__(self, limit):
        self.summaries = deque(maxlen=limit)

    def record(self, error):
        self.summaries.append(TracebackException.from_exception(error))

    def recent(self):
        return ["".join(summary.format()) for summary in self.summaries]


class Headers:
    def __init__(self):
        self.headers = {}

    def add(self, name, upload):
        with memoryview(upload) as view:
            self.headers[name] = struct.unpack_from(f"{min(16, len(view))}s", view)

    def get(self, name):
        (header,) = self.headers[name]
        return header


class InFlight:
    def __init__(self):
        self.counts = {}

    def enter(self, client):
        self.counts[client] = self.counts.get(client, 0) + 1

    def leave(self, client):
        try:
            count = self.counts.pop(client) - 1
        except KeyError:
            raise ValueError("nothing under way") from None
        if count:
            self.counts[client] = count

    def count(self, client):
        return self.counts.get(client, 0)


class Lease:
    connection = None

    def __init__(self, pool):
        self.pool = pool
        self.connection = pool.pop()

    def release(self):
        if self.connection is not None:
            connection, self.connection = self.connection, None
            self.pool.append(connection)

    __del__ = release
