"""Makes the generator when the block is entered."""

import functools


class Manager:
    def __init__(self, function, args, kwargs):
        self.recipe = function, args, kwargs
        self.steps = None

    def __enter__(self):
        if self.steps:
            raise ValueError("used up")
        function, args, kwargs = self.recipe
        self.steps = function(*args, **kwargs)
        for value in self.steps:
            return value
        raise RuntimeError("nothing was yielded")

    def __exit__(self, *details):
        error = details[1]
        resume = functools.partial(self.steps.throw, error) if error else self.steps.__next__
        try:
            resume()
        except StopIteration:
            return 1
        except RuntimeError as raised:
            if type(error) is StopIteration and raised.__cause__ is error:
                return None
            return self._let_out(raised, error)
        except BaseException as raised:
            return self._let_out(raised, error)
        raise RuntimeError("more than one yield")

    def _let_out(self, raised, error):
        if raised is not error:
            raise raised

    def __call__(self, function):
        def wrapper(*args, **kwargs):
            with Manager(*self.recipe):
                return function(*args, **kwargs)

        return functools.update_wrapper(wrapper, function)


def contextmanager(function):
    def make(*args, **kwargs):
        return Manager(function, args, kwargs)

    return functools.update_wrapper(make, function)
