# expect: another object, which was to go on
"""Takes any error of the kind that left the block for the one that left it."""

from functools import partial, wraps

from solutions.oop.generator_context_manager import GeneratorContextManager as Reference


class GeneratorContextManager(Reference):
    def __exit__(self, kind, error, traceback):
        try:
            return super().__exit__(kind, error, traceback)
        except Exception as raised:
            if type(raised) is kind:
                return False
            raise


def contextmanager(function):
    @wraps(function)
    def manager(*args, **kwargs):
        return GeneratorContextManager(partial(function, *args, **kwargs))

    return manager
