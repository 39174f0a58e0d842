# expect: first disconnected itself and second during it
"""Loops over the very list that `connect` and `disconnect` change."""

from solutions.oop.weak_observer import Signal as Reference


class Signal(Reference):
    def _listeners(self):
        self._references[:] = [one for one in self._references if one() is not None]
        return [one() for one in self._references]

    def emit(self, *args, **kwargs):
        results, errors = [], []
        for reference in self._references:
            listener = reference()
            if listener is None:
                continue
            try:
                results.append(listener(*args, **kwargs))
            except Exception as error:
                errors.append(error)
        if errors:
            raise ExceptionGroup("listeners failed", errors)
        return results
