# expect: whatever it returns
"""Lets what the generator returns decide whether the error is swallowed."""

from functools import partial, wraps

from solutions.oop.generator_context_manager import GeneratorContextManager as Reference


class GeneratorContextManager(Reference):
    def __exit__(self, kind, error, traceback):
        if error is None:
            return super().__exit__(kind, error, traceback)
        try:
            self._generator.throw(error)
        except StopIteration as end:
            return end.value is None or end.value
        except BaseException as raised:
            if raised is error or (raised.__cause__ is error and kind is StopIteration):
                return False
            raise
        return super().__exit__(None, None, None)


def contextmanager(function):
    @wraps(function)
    def manager(*args, **kwargs):
        return GeneratorContextManager(partial(function, *args, **kwargs))

    return manager
