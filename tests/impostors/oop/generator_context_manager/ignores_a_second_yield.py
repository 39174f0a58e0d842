# expect: yielded again: RuntimeError was due
"""Is content when the generator yields again, as one with a retry loop around its `yield` does."""

from functools import partial, wraps

from solutions.oop.generator_context_manager import GeneratorContextManager as Reference


class GeneratorContextManager(Reference):
    def __exit__(self, kind, error, traceback):
        try:
            return super().__exit__(kind, error, traceback)
        except RuntimeError as raised:
            if str(raised) != "the generator yielded again":
                raise
            return True


def contextmanager(function):
    @wraps(function)
    def manager(*args, **kwargs):
        return GeneratorContextManager(partial(function, *args, **kwargs))

    return manager
