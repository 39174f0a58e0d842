# expect: RuntimeError was due, not StopIteration
"""Lets a `StopIteration` out when the generator ends before its `yield`."""

from functools import partial, wraps

from solutions.oop.generator_context_manager import GeneratorContextManager as Reference


class GeneratorContextManager(Reference):
    def __enter__(self):
        if self._entered:
            raise RuntimeError("entered before")
        self._entered = True
        return next(self._generator)


def contextmanager(function):
    @wraps(function)
    def manager(*args, **kwargs):
        return GeneratorContextManager(partial(function, *args, **kwargs))

    return manager
