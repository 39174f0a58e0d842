"""Generator context manager, solved with `next` and `throw`.

A generator is a function that can wait in the middle, and a `with` block wants
just that: run the first half, hold, run the second. `__enter__` is one `next`.
`__exit__` resumes what waits, with `next` if the block ended well, with `throw`
if not, so that for the generator the error comes from its own `yield`. No state
is kept but the suspended frame and its local variables.

Between the two protocols lies a gap. A generator can answer only by ending,
yielding or raising; `__exit__` must return a truth value, and must not raise
what it was handed. So an end means "swallowed", the same object means false,
anything else is a failure of the manager's own. Compare by identity: equal
types may be two errors. PEP 479 adds the one twist, for
`throw(StopIteration())` comes back as `RuntimeError` with the original as its
`__cause__`. Only that pair is unwrapped; a `RuntimeError` that somebody raised
`from` a `ValueError` is a translation, and meant.

A second yield is nearly always a retry loop around the `yield`. It cannot work:
`with` runs its block once or not at all. To repeat, take a function, or a `for`
loop that hands out managers.

A generator is spent after one run, and so is its manager. The decorator form
therefore keeps the recipe, function and arguments, and makes a new manager for
each call. Do not decorate a coroutine or generator function with it: the block
is over as soon as the call returns, before anything in the body has run. At
work, import `contextlib.contextmanager`: the same, and it tidies tracebacks,
drops the arguments early and closes a generator that yields again.

Interview: "What is a context manager, and how does `with` work?" It is an
object that sets something up and is told when and how its block was left:
files, locks, transactions, time limits, a setting put back. `with m as x`
evaluates `m`; looks up `__enter__` and `__exit__` on its type, both before it
enters; calls `__enter__` (if that raises, `__exit__` is not called); binds the
result and runs the block; then calls `__exit__`, on `return` and `break` too,
with the exception and its type and traceback or with three times None. A true
result swallows the exception, and the statement after the block runs next; a
false one, None included, lets it go on; raising replaces it and keeps it as
`__context__`. Swallow only what you name.

A generator or a class? The generator reads top to bottom and shares its locals;
forget the `try`, and an error skips the clean-up. Take a class when the manager
has other methods, is entered more than once (reusable, or reentrant like
`RLock`), or sits on a hot path, where it is the cheaper one. `ExitStack` is for
a number of managers that is known only at run time: `enter_context` in a loop,
undone backwards also if the third of five fails to open, and `pop_all` hands
them on. `async with` awaits `__aenter__` and `__aexit__`: for pools, sessions,
remote locks, with `asynccontextmanager` and `AsyncExitStack`; a cancelled task
arrives there as `CancelledError`, a `BaseException`, and must go on.

Hints
-----
1. Which three methods of a generator resume it, and what does each of them do if it
   ends, if it yields, if it raises?
2. Write `__exit__` for a block that ended well, then exchange `next` for
   `throw(error)`. Which of the three outcomes now means what?
3. `except StopIteration`: it ended. `except BaseException as raised`: is that
   the error you threw in, or was it raised by the generator? And what is
   `raised.__cause__` when you throw in a `StopIteration`?
4. Give the manager `partial(function, *args, **kwargs)`, which makes a generator as
   often as it is called: one for its own block, one for each call of a decorated
   function.
"""

from collections.abc import Callable, Generator
from functools import partial, wraps
from types import TracebackType
from typing import Generic, ParamSpec, TypeVar

T = TypeVar("T")
R = TypeVar("R")
P = ParamSpec("P")
Q = ParamSpec("Q")


class GeneratorContextManager(Generic[T]):
    def __init__(self, make: Callable[[], Generator[T, None, object]]) -> None:
        self._make = make
        self._generator = make()
        self._entered = False

    def __enter__(self) -> T:
        if self._entered:
            raise RuntimeError("a manager serves one block, and this one was entered before")
        self._entered = True
        try:
            return next(self._generator)
        except StopIteration:
            raise RuntimeError("the generator ended before its yield") from None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        try:
            if error is None:
                next(self._generator)
            else:
                self._generator.throw(error)
        except StopIteration:
            return error is not None
        except BaseException as raised:
            if raised is error or _is_wrapped(error, raised):
                return False
            raise
        raise RuntimeError("the generator yielded again")

    def __call__(self, function: Callable[Q, R]) -> Callable[Q, R | None]:
        @wraps(function)
        def in_a_block(*args: Q.args, **kwargs: Q.kwargs) -> R | None:
            with type(self)(self._make):
                return function(*args, **kwargs)
            return None

        return in_a_block


def contextmanager(
    function: Callable[P, Generator[T, None, object]],
) -> Callable[P, GeneratorContextManager[T]]:
    @wraps(function)
    def manager(*args: P.args, **kwargs: P.kwargs) -> GeneratorContextManager[T]:
        return GeneratorContextManager(partial(function, *args, **kwargs))

    return manager


def _is_wrapped(error: BaseException | None, raised: BaseException) -> bool:
    """Say whether PEP 479 made `raised` of an error that the generator let out."""
    pair = isinstance(error, StopIteration) and isinstance(raised, RuntimeError)
    return pair and raised.__cause__ is error
