"""Histories: every short sequence of operations, against a slow model.

Random sequences miss bugs that need three exact steps. All sequences of at most
`length` operations miss none of that size, and because the shorter ones run
first, the first difference is also the shortest: it is shown as the code that
reproduces it.

Subject and model run the same lines, each in a namespace of its own:

    histories.agree(
        {"LRUCache": LRUCache},
        {"LRUCache": SlowCache},
        start="cache = LRUCache(capacity=2)",
        operations=["cache.put('a', 1)", "cache.get('a')"],
        observe=["len(cache)"],
        promise="reading or writing a key counts as use",
        because="cache.because",
    )

Every history starts from fresh objects. A prefix was a history of its own
earlier, so only the outcome of the last operation is compared, and then what
`observe` tells. Compare contents, not iterators: write `list(...)`.
"""

import importlib.util
import itertools
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from types import CodeType, FunctionType, ModuleType
from typing import NamedTuple

import pytest

#: These mean "stop the tests", even when they strike inside a learner's code.
STOP = (KeyboardInterrupt, pytest.exit.Exception, pytest.fail.Exception, pytest.skip.Exception)
#: How many histories may be tried as the one that left something behind.
SUSPECTS = 500
LEAK = "state leaks from one object to the next"
WIDEST = 300

Scope = dict[str, object]


class Step(NamedTuple):
    text: str
    code: CodeType
    is_expression: bool


class Outcome(NamedTuple):
    value: object = None
    error: BaseException | None = None


History = tuple[Step, ...]


class Histories:
    def agree(
        self,
        subject: Mapping[str, object],
        model: Mapping[str, object],
        *,
        start: str,
        operations: Sequence[str],
        observe: Sequence[str] = (),
        length: int = 5,
        promise: str,
        because: str | None = None,
    ) -> int:
        """Return how many histories agreed; the empty one, `start` alone, is the first.

        An exception is an outcome too: the subject must raise what the model raises, or
        a subclass. `because` is evaluated beside the model after the operation that
        differed, and says in a sentence why the model is right.
        """
        __tracebackhide__ = True
        judge = _Judge(
            subject=dict(subject),
            model=dict(model),
            start=_step(start),
            operations=[_step(text) for text in operations],
            observe=[_step(text) for text in observe],
            because=None if because is None else _step(because),
        )
        count = 0
        for history in judge.histories(length):
            if judge.difference(judge.subject, history) is not None:
                raise AssertionError(f"{promise}\n{judge.story(history)}")
            count += 1
        return count


class _Judge(NamedTuple):
    subject: Scope
    model: Scope
    start: Step
    operations: list[Step]
    observe: list[Step]
    because: Step | None

    def histories(self, length: int) -> Iterator[History]:
        """Yield them shortest first."""
        for repeat in range(length + 1):
            for operations in itertools.product(self.operations, repeat=repeat):
                yield (self.start, *operations)

    def difference(self, subject: Scope, history: History) -> str | None:
        """Say how the end of this history differs from the model's, if it does."""
        mine, got = _play(subject, history)
        theirs, want = _play(self.model, history)
        _check(got, want)
        if not _agree(got, want):
            last = history[-1]
            return f"{_found(last, got)}, but {_due(last, want)}{self._reason(theirs)}"
        for look in self.observe:
            got, want = _run(look.code, mine), _run(look.code, theirs)
            _check(got, want)
            if not _agree(got, want):
                return (
                    f"afterwards {_seen(look, got)}, but {_due(look, want)}{self._reason(theirs)}"
                )
        return None

    def story(self, history: History) -> str:
        """Tell the difference as it shows when nothing else ran before."""
        alone = self.difference(_pristine(self.subject), history)
        if alone is not None:
            return _tell(history, alone)
        return self._leak(history)

    def _leak(self, history: History) -> str:
        """Find a history after which this one goes wrong, though on its own it is right."""
        for earlier in itertools.islice(self.histories(len(history)), SUSPECTS):
            subject = _pristine(self.subject)
            self.difference(subject, earlier)
            line = self.difference(subject, history)
            if line is not None:
                return _tell(earlier + history, f"{line}: {LEAK}")
        return _tell(history, f"goes wrong only after other histories: {LEAK}")

    def _reason(self, scope: Scope) -> str:
        reason = eval(self.because.code, scope) if self.because else None
        return f": {reason}" if reason else ""


def _step(text: str) -> Step:
    try:
        return Step(text, compile(text, "<history>", "eval", dont_inherit=True), True)
    except SyntaxError:
        return Step(text, compile(text, "<history>", "exec", dont_inherit=True), False)


def _play(names: Scope, history: History) -> tuple[Scope, Outcome]:
    """Run the steps on fresh objects; return where they ran, and the outcome of the last."""
    scope = names.copy()
    for step in history[:-1]:
        try:
            eval(step.code, scope)
        except STOP:
            raise
        except BaseException:
            continue
    return scope, _run(history[-1].code, scope)


def _run(code: CodeType, scope: Scope) -> Outcome:
    try:
        return Outcome(eval(code, scope))
    except STOP:
        raise
    except BaseException as error:
        return Outcome(error=error)


def _check(got: Outcome, want: Outcome) -> None:
    """Raise what no comparison may hide: a slip in the test itself, a stub not yet written."""
    if isinstance(want.error, NameError):
        raise want.error
    if isinstance(got.error, NotImplementedError) and not _agree(got, want):
        raise got.error


def _agree(got: Outcome, want: Outcome) -> bool:
    if want.error is not None:
        return isinstance(got.error, type(want.error))
    if got.error is not None:
        return False
    try:
        return _same(got.value, want.value)
    except STOP:
        raise
    except BaseException:
        return False


def _same(got: object, want: object) -> bool:
    if got is want:
        return True
    if isinstance(got, bool) is not isinstance(want, bool):
        return False
    if isinstance(got, float) and isinstance(want, float) and got != got:
        return want != want
    if isinstance(got, list | tuple) and type(got) is type(want):
        return len(got) == len(want) and all(map(_same, got, want))
    if type(got) is dict and type(want) is dict:
        return got.keys() == want.keys() and all(_same(got[key], want[key]) for key in want)
    return (got == want) is True


def _pristine(names: Scope) -> Scope:
    """Return these names out of second copies of the learner's modules.

    A class attribute, a default argument or a global that earlier histories filled is empty
    there. Names from elsewhere stay as they are.
    """
    copies: dict[str, ModuleType] = {}
    return {name: _copy(thing, copies) for name, thing in names.items()}


def _copy(thing: object, copies: dict[str, ModuleType]) -> object:
    if not isinstance(thing, type | FunctionType) or not thing.__module__.startswith("katas."):
        return thing
    module = sys.modules[thing.__module__]
    if module.__name__ not in copies:
        copies[module.__name__] = _second(module)
    return getattr(copies[module.__name__], thing.__name__, thing)


def _second(module: ModuleType) -> ModuleType:
    spec = module.__spec__
    if spec is None or spec.loader is None:
        return module
    copy = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(copy)
    return copy


def _tell(history: History, line: str) -> str:
    code = "\n".join(step.text for step in history)
    return f"{textwrap.indent(code, '    ')}\n{line}"


def _found(step: Step, got: Outcome) -> str:
    if got.error is not None:
        return f"raised {_show(got.error)}"
    return f"gave {_show(got.value)}" if step.is_expression else "raised nothing"


def _seen(look: Step, got: Outcome) -> str:
    if got.error is not None:
        return f"{look.text} raised {_show(got.error)}"
    return f"{look.text} is {_show(got.value)}"


def _due(step: Step, want: Outcome) -> str:
    if want.error is not None:
        return f"{type(want.error).__name__} was right"
    return f"{_show(want.value)} was right" if step.is_expression else "no error was due"


def _show(value: object) -> str:
    try:
        text = repr(value)
    except STOP:
        raise
    except BaseException as error:
        return f"<a {type(value).__name__} whose repr raises {type(error).__name__}>"
    return text if len(text) <= WIDEST else f"{text[:WIDEST]}..."
