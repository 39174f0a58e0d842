# expect: caught ValueError and ended
"""Lets the error go on even if the generator has caught it and ended."""

from functools import partial, wraps

from solutions.oop.generator_context_manager import GeneratorContextManager as Reference


class GeneratorContextManager(Reference):
    def __exit__(self, kind, error, traceback):
        super().__exit__(kind, error, traceback)
        return False


def contextmanager(function):
    @wraps(function)
    def manager(*args, **kwargs):
        return GeneratorContextManager(partial(function, *args, **kwargs))

    return manager
