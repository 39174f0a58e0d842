from contextlib import suppress

import pytest

from katas.oop.generator_context_manager import contextmanager

KINDS = [ValueError, RuntimeError, StopAsyncIteration, KeyboardInterrupt, GeneratorExit]


def careful(log, name=""):
    """Log the way in, and the way out however the block is left."""
    log.append(f"in{name}")
    try:
        yield
    finally:
        log.append(f"out{name}")


def careless(log):
    """Log the way in, and the way out, without any `try`."""
    log.append("in")
    yield
    log.append("out")


def catching(log, result=None):
    """Log an error that arrives at the `yield`, and end."""
    try:
        yield
    except BaseException as error:
        log.append(error)
    return result


def raising_again(log):
    """Log an error that arrives at the `yield`, and raise it again."""
    try:
        yield
    except BaseException as error:
        log.append(error)
        raise


def replacing(error):
    """Raise this error on the way out."""
    try:
        yield
    finally:
        raise error


def translating(error):
    """Raise this error from the one that arrives at the `yield`."""
    try:
        yield
    except BaseException as original:
        raise error from original


def cleaning_up_badly():
    """Let a StopIteration escape on the way out, as careless calls of `next` do."""
    try:
        yield
    finally:
        next(iter([]))


def yielding_twice():
    """Yield again after the block, even if that failed."""
    with suppress(ValueError):
        yield
    yield


def raised_by(action):
    """Return the exception that the action raises, or None."""
    try:
        action()
    except NotImplementedError:
        raise
    except BaseException as error:
        return error
    return None


def run(manager, block):
    """Run a block of the manager, and return the exception that left the `with` statement."""

    def statement():
        with manager:
            block()

    return raised_by(statement)


def fail(error):
    """Return a block that raises the error, or does nothing if there is none."""

    def block():
        if error is not None:
            raise error

    return block


@pytest.mark.parametrize("value", ["connection", None, 0])
def test_as_gets_what_the_generator_yields(value):
    def giving():
        yield value

    with contextmanager(giving)() as got:
        pass
    assert got == value, f"the generator yields {value!r}, and `as` got {got!r}"


def test_the_arguments_reach_the_generator():
    def giving(*args, **kwargs):
        yield args, kwargs

    with contextmanager(giving)(1, 2, key="value") as got:
        pass
    assert got == ((1, 2), {"key": "value"}), f"called with (1, 2, key='value'), it received {got}"


def test_the_generator_runs_around_the_block():
    log = []
    manager = contextmanager(careless)(log)
    early = list(log)
    run(manager, lambda: log.append("block"))
    assert early == [], f"nothing was entered yet, but the generator had already run: {early}"
    assert log == ["in", "block", "out"], (
        f"the generator logs 'in', yields, logs 'out'; around the block that made {log}"
    )


def test_a_block_that_ends_well_raises_nothing():
    left = run(contextmanager(careful)([]), fail(None))
    assert left is None, f"block and generator came to their ends, and {left!r} left the `with`"


def test_two_blocks_of_one_function_are_independent():
    log = []
    manager = contextmanager(careful)
    with manager(log, 1), manager(log, 2):
        pass
    assert log == ["in1", "in2", "out2", "out1"], f"block 2 inside block 1 made {log}"


def test_an_error_of_the_block_is_raised_at_the_yield():
    log, error = [], ValueError("of the block")
    run(contextmanager(raising_again)(log), fail(error))
    assert len(log) == 1, (
        f"the block raised a ValueError, and the `except` around the yield saw {len(log)} errors"
    )
    assert log[0] is error, f"the block raised {error!r}, at the yield {log[0]!r} was raised"


def test_an_error_skips_what_is_not_protected_by_try():
    log = []
    run(contextmanager(careless)(log), fail(ValueError()))
    assert log == ["in"], (
        "the block raised, and the generator has no `try` around its yield: the error is raised "
        f"there, so 'out' is not logged; the log is {log}"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_of_any_kind_runs_finally_and_goes_on(kind):
    log, error = [], kind("of the block")
    left = run(contextmanager(careful)(log), fail(error))
    assert log == ["in", "out"], (
        f"{kind.__name__} left the block, and the generator's `finally` did not run: {log}"
    )
    assert left is error, f"the generator did not catch {error!r}, but what went on was {left!r}"


@pytest.mark.parametrize("kind", [ValueError, KeyboardInterrupt, StopIteration])
def test_an_error_that_the_generator_catches_is_swallowed(kind):
    left = run(contextmanager(catching)([]), fail(kind()))
    assert left is None, f"the generator caught {kind.__name__} and ended, yet {left!r} went on"


@pytest.mark.parametrize("result", [False, True])
def test_what_the_generator_returns_does_not_matter(result):
    left = run(contextmanager(catching)([], result), fail(ValueError()))
    assert left is None, (
        f"the generator caught a ValueError and returned {result}: it ended, which swallows the "
        f"error whatever it returns, yet {left!r} went on"
    )


@pytest.mark.parametrize("kind", [ValueError, KeyError])
def test_another_error_of_the_generator_goes_on_instead(kind):
    error, other = ValueError("once"), kind("once")
    left = run(contextmanager(replacing)(other), fail(error))
    assert left is other, (
        f"the block raised {error!r}, then the generator {other!r}, another object, which was to "
        f"go on; it was {'the error of the block' if left is error else repr(left)}"
    )
    assert left.__context__ is error, (
        f"{other!r} was raised while {error!r} was handled, its __context__ is {left.__context__!r}"
    )


@pytest.mark.parametrize(
    ("kind", "new"),
    [(ValueError, LookupError), (ValueError, RuntimeError), (StopIteration, LookupError)],
)
def test_an_error_that_the_generator_translates_goes_on_translated(kind, new):
    error, other = kind("of the block"), new("translated")
    left = run(contextmanager(translating)(other), fail(error))
    assert left is other, f"the generator raised {other!r} from {error!r}, but {left!r} went on"


def test_an_error_of_the_way_out_is_raised_after_a_block_that_ended_well():
    error = ValueError("of the way out")
    left = run(contextmanager(replacing)(error), fail(None))
    assert left is error, f"the block ended well, then the generator raised {error!r}; got {left!r}"


@pytest.mark.parametrize("generator", [careful, raising_again])
def test_a_stop_iteration_of_the_block_goes_on_as_itself(generator):
    error = StopIteration("of the block")
    left = run(contextmanager(generator)([]), fail(error))
    assert left is error, (
        f"the block raised {error!r} and the generator let it out: the same object was to go on, "
        f"not {left!r}"
    )


@pytest.mark.parametrize("error", [None, ValueError(), StopIteration()], ids=repr)
def test_a_stop_iteration_of_the_generators_own_is_its_failure(error):
    left = run(contextmanager(cleaning_up_badly)(), fail(error))
    assert isinstance(left, RuntimeError), (
        f"{'the block ended well' if error is None else f'the block raised {error!r}'}, then the "
        "generator raised a StopIteration of its own, which Python turns into RuntimeError; "
        f"{left!r} went on instead of that"
    )


@pytest.mark.parametrize("kind", [ValueError, RuntimeError, StopIteration, KeyboardInterrupt])
def test_exit_does_not_raise_the_error_it_was_given(kind):
    manager, error = contextmanager(raising_again)([]), kind("of the block")
    manager.__enter__()
    answers = []
    raised = raised_by(lambda: answers.append(manager.__exit__(kind, error, None)))
    assert raised is None, (
        f"__exit__ was given {error!r} and raised {raised!r}: it must return false, and `with` "
        "lets the error go on"
    )
    assert not answers[0], (
        f"the generator let {error!r} out, __exit__ must return false, not {answers[0]!r}"
    )


def test_an_error_before_the_yield_keeps_the_block_from_running():
    def failing():
        raise error
        yield

    log, error = [], ValueError("of the way in")
    left = run(contextmanager(failing)(), lambda: log.append("block"))
    assert left is error, f"the generator raised {error!r} before its yield; what came: {left!r}"
    assert log == [], "the generator raised before its yield, and still the block was run"


def test_a_generator_that_ends_before_its_yield_is_an_error():
    def refusing():
        if log:
            yield

    log = []
    left = run(contextmanager(refusing)(), lambda: log.append("block"))
    assert isinstance(left, RuntimeError), (
        f"the generator ended before its yield: RuntimeError was due, not {left!r}"
    )
    assert log == [], "the generator ended before its yield, and still the block was run"


@pytest.mark.parametrize("error", [None, ValueError()], ids=repr)
def test_a_second_yield_is_an_error(error):
    left = run(contextmanager(yielding_twice)(), fail(error))
    how = "the block ended well" if error is None else "the generator caught the block's ValueError"
    assert isinstance(left, RuntimeError), (
        f"{how}, then the generator yielded again: RuntimeError was due, not {left!r}"
    )


def test_a_manager_cannot_be_entered_when_its_block_is_over():
    log = []
    manager = contextmanager(careful)(log)
    run(manager, fail(None))
    left = run(manager, lambda: log.append("block"))
    assert isinstance(left, Exception), "one manager served two blocks: the second must be refused"
    assert log == ["in", "out"], f"the second block of one manager was refused, yet ran: {log}"


def test_a_manager_cannot_be_entered_while_its_block_is_open():
    log = []
    manager = contextmanager(careful)(log)
    with manager:
        left = run(manager, lambda: log.append("block"))
        log.append("go on")
    assert isinstance(left, Exception), "a manager was entered again inside its own block"
    assert log == ["in", "go on", "out"], (
        "a manager was entered again inside its own block: that was refused, but it must run "
        f"nothing, so 'in', 'go on', 'out' was due, not {log}"
    )


def test_a_decorated_function_runs_each_call_in_a_new_block():
    log = []
    decorated = contextmanager(careful)(log)(log.append)
    early = list(log)
    decorated("first")
    raised = raised_by(lambda: decorated("second"))
    assert early == [], f"the function was decorated, not called, and the generator ran: {early}"
    assert raised is None, f"a decorated function was called once more, which raised {raised!r}"
    assert log == ["in", "first", "out", "in", "second", "out"], (
        f"each call of a decorated function was to run between 'in' and 'out': {log}"
    )


def test_a_decorated_function_can_call_itself():
    log = []

    @contextmanager(careful)(log)
    def countdown(n):
        log.append(n)
        if n:
            countdown(n - 1)

    raised = raised_by(lambda: countdown(1))
    assert raised is None, f"a decorated function called itself, which raised {raised!r}"
    assert log == ["in", 1, "in", 0, "out", "out"], (
        f"a decorated function called itself; each call was to have a block of its own: {log}"
    )


def test_a_decorated_function_takes_arguments_and_returns_the_result():
    def add(one, *, other):
        return one + other

    got = contextmanager(careful)([])(add)(1, other=2)
    assert got == 3, f"add(1, other=2) was decorated and called, it returned {got!r}, not 3"


def test_a_decorated_function_returns_none_when_its_error_is_swallowed():
    log, error = [], ValueError("of the function")
    got = contextmanager(catching)(log)(fail(error))()
    assert log == [error], f"the function raised {error!r}, which was to reach the yield: {log}"
    assert got is None, f"the generator swallowed the error of the function, which returned {got!r}"


def test_names_and_docstrings_survive():
    manager = contextmanager(careful)
    kept = manager.__name__, manager.__doc__
    due = careful.__name__, careful.__doc__
    assert kept == due, f"contextmanager(careful) has name and docstring {kept}, not those of it"
    decorated = manager([])(fail)
    kept, due = (decorated.__name__, decorated.__doc__), (fail.__name__, fail.__doc__)
    assert kept == due, (
        f"fail() was decorated, and has name and docstring {kept} instead of its own"
    )
