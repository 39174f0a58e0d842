"""A dict from identity to reference, each of which deletes its own entry when it dies."""

import types
import weakref


class ListenerErrors(ExceptionGroup):
    pass


def identity(listener):
    if isinstance(listener, types.MethodType):
        return id(listener.__self__), id(listener.__func__)
    return id(listener)


class Signal:
    __slots__ = ("entries",)

    def __init__(self):
        self.entries = {}

    def __len__(self):
        return len(self.entries)

    def connect(self, listener, *, weak=True):
        if not callable(listener):
            raise TypeError("not callable")
        key = identity(listener)
        if key not in self.entries:
            self.entries[key] = self.refer(key, listener) if weak else lambda: listener
        return listener

    def refer(self, key, listener):
        entries = self.entries

        def forget(_):
            entries.pop(key, None)

        if isinstance(listener, types.MethodType):
            return weakref.WeakMethod(listener, forget)
        return weakref.ref(listener, forget)

    def disconnect(self, listener):
        return self.entries.pop(identity(listener), None) is not None

    def emit(self, *args, **kwargs):
        results, errors = [], []
        for listener in [find() for find in self.entries.values()]:
            try:
                results.append(listener(*args, **kwargs))
            except Exception as error:
                errors.append(error)
        if errors:
            raise ListenerErrors("some listeners failed", errors)
        return results
