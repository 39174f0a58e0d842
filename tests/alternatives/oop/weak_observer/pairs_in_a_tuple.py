"""Pairs of object and function in a tuple that is replaced, never changed; no `WeakMethod`."""

import inspect
import weakref


class Entry:
    def __init__(self, listener, weak):
        owner, self.function = parts(listener)
        self.refer = weakref.ref(owner) if weak else lambda: owner

    def is_for(self, listener):
        owner, function = parts(listener)
        return self.refer() is owner and self.function is function


def parts(listener):
    if inspect.ismethod(listener):
        return listener.__self__, listener.__func__
    return listener, None


class Signal:
    def __init__(self):
        self._entries = ()

    def _alive(self):
        return tuple(entry for entry in self._entries if entry.refer() is not None)

    def __len__(self):
        return len(self._alive())

    def connect(self, listener, *, weak=True):
        if not callable(listener):
            raise TypeError(type(listener))
        self._entries = self._alive()
        if not any(entry.is_for(listener) for entry in self._entries):
            self._entries += (Entry(listener, weak),)
        return listener

    def disconnect(self, listener):
        before = self._alive()
        self._entries = tuple(entry for entry in before if not entry.is_for(listener))
        return len(self._entries) < len(before)

    def emit(self, *args, **kwargs):
        results, errors = [], []
        for entry in self._entries:
            owner = entry.refer()
            if owner is None:
                continue
            call = owner if entry.function is None else entry.function.__get__(owner)
            try:
                results.append(call(*args, **kwargs))
            except Exception as error:
                errors.append(error)
        if errors:
            raise BaseExceptionGroup("", errors)
        return results
