# expect: KeyboardInterrupt left the block
"""Ends the generator only for an `Exception`: Ctrl-C leaves it waiting, its `finally` not run."""

from functools import partial, wraps

from solutions.oop.generator_context_manager import GeneratorContextManager as Reference


class GeneratorContextManager(Reference):
    def __exit__(self, kind, error, traceback):
        if error is not None and not isinstance(error, Exception):
            return False
        return super().__exit__(kind, error, traceback)


def contextmanager(function):
    @wraps(function)
    def manager(*args, **kwargs):
        return GeneratorContextManager(partial(function, *args, **kwargs))

    return manager
