# expect: called once more, which raised
"""Uses one manager for all calls of a decorated function, though it serves one block only."""

from functools import partial, wraps

from solutions.oop.generator_context_manager import GeneratorContextManager as Reference


class GeneratorContextManager(Reference):
    def __call__(self, function):
        @wraps(function)
        def in_a_block(*args, **kwargs):
            with self:
                return function(*args, **kwargs)

        return in_a_block


def contextmanager(function):
    @wraps(function)
    def manager(*args, **kwargs):
        return GeneratorContextManager(partial(function, *args, **kwargs))

    return manager
