# expect: raised RuntimeError\('translated'\) from ValueError
"""Takes every `RuntimeError` whose cause is the error of the block for a wrapper around it."""

from functools import partial, wraps

from solutions.oop.generator_context_manager import GeneratorContextManager as Reference


class GeneratorContextManager(Reference):
    def __exit__(self, kind, error, traceback):
        try:
            return super().__exit__(kind, error, traceback)
        except RuntimeError as raised:
            if error is not None and raised.__cause__ is error:
                return False
            raise


def contextmanager(function):
    @wraps(function)
    def manager(*args, **kwargs):
        return GeneratorContextManager(partial(function, *args, **kwargs))

    return manager
