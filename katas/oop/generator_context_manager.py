"""Generator context manager: one function, and a `yield` where the block goes.

Write `contextmanager`. It turns a generator function into a function that
returns context managers. What stands before the `yield` runs when the block
is entered, not earlier, and `as` gets the value that is yielded; what stands
after it runs when the block is left.

    >>> @contextmanager
    ... def tag(name):
    ...     print(f"<{name}>")
    ...     try:
    ...         yield name.upper()
    ...     finally:
    ...         print(f"</{name}>")
    >>> with tag("b") as value:
    ...     print(value)
    <b>
    B
    </b>

An exception that leaves the block, of whatever kind, is raised at the `yield`.
If the generator ends all the same, whatever it returns, that swallows the
exception. If the generator lets it out, the same object goes on, even a
`StopIteration`, which Python replaces by a `RuntimeError` when it leaves a
generator. If anything else comes out of the generator, that goes on instead.

A generator must yield once. If it ends before its `yield`, entering the block
raises `RuntimeError`. If it yields again, after an exception or without one,
leaving the block raises `RuntimeError`.

A manager serves one block. To enter it again, be it over or still open, raises
an exception of your choice and runs nothing. Used as a decorator, `@tag("b")`
puts each call of a function into a block of its own, a recursive call too.

Off limits: `contextlib`.
"""

from collections.abc import Callable, Generator
from types import TracebackType
from typing import Generic, ParamSpec, TypeVar

T = TypeVar("T")
R = TypeVar("R")
P = ParamSpec("P")
Q = ParamSpec("Q")


class GeneratorContextManager(Generic[T]):
    """What `contextmanager` makes functions return; its constructor is yours to choose."""

    def __enter__(self) -> T:
        """Return what the generator yields."""
        raise NotImplementedError

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        """Return true to swallow the error of the block, false to let it go on.

        Raise what else came out of the generator, but never the error itself.
        """
        raise NotImplementedError

    def __call__(self, function: Callable[Q, R]) -> Callable[Q, R | None]:
        """Return a function of the same name and docstring that runs in a block.

        It returns what `function` returns, or None if the error of that was swallowed.
        """
        raise NotImplementedError


def contextmanager(
    function: Callable[P, Generator[T, None, object]],
) -> Callable[P, GeneratorContextManager[T]]:
    """Return a function that has the name, docstring and arguments of `function`."""
    raise NotImplementedError
