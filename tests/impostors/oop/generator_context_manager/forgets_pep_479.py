# expect: let it out: the same object was to go on
"""Lets out the `RuntimeError` that Python makes of the block's `StopIteration`."""

from functools import partial, wraps

from solutions.oop.generator_context_manager import GeneratorContextManager as Reference


class GeneratorContextManager(Reference):
    def __exit__(self, kind, error, traceback):
        if kind is not StopIteration:
            return super().__exit__(kind, error, traceback)
        try:
            self._generator.throw(error)
        except StopIteration:
            return True
        return super().__exit__(None, None, None)


def contextmanager(function):
    @wraps(function)
    def manager(*args, **kwargs):
        return GeneratorContextManager(partial(function, *args, **kwargs))

    return manager
