# expect: __exit__ was given .* and raised
"""Raises the error of the block in `__exit__` instead of returning false."""

from functools import partial, wraps

from solutions.oop.generator_context_manager import GeneratorContextManager as Reference


class GeneratorContextManager(Reference):
    def __exit__(self, kind, error, traceback):
        swallowed = super().__exit__(kind, error, traceback)
        if error is not None and not swallowed:
            raise error
        return swallowed


def contextmanager(function):
    @wraps(function)
    def manager(*args, **kwargs):
        return GeneratorContextManager(partial(function, *args, **kwargs))

    return manager
