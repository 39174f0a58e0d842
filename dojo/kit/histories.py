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

Every history starts from fresh objects. Every outcome is compared, and at the
end what `observe` tells. A prefix agreed when it was a history of its own: if
it no longer does, an earlier object has left something behind, and the story
shows both. Compare contents, not iterators: write `list(...)`.
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


History = tuple[Step, ...]
#: The value, and the exception if there was one instead.
Outcome = tuple[object, BaseException | None]


class Difference(NamedTuple):
    history: History
    line: str


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
            difference = judge.difference(judge.subject, history)
            if difference is not None:
                raise AssertionError(f"{promise}\n{judge.story(difference.history)}")
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

    def difference(self, subject: Scope, history: History) -> Difference | None:
        """Return the history up to where it differs from the model's, and how, if it does."""
        mine, theirs = subject.copy(), self.model.copy()
        for done, step in enumerate(history, 1):
            got, want = _run(step.code, mine), _run(step.code, theirs)
            if not _agree(got, want):
                line = f"{_found(step, got)}, but {_due(step, want)}{self._reason(theirs)}"
                return Difference(history[:done], line)
        for look in self.observe:
            got, want = _run(look.code, mine), _run(look.code, theirs)
            if not _agree(got, want):
                line = f"{_seen(look, got)}, but {_due(look, want)}{self._reason(theirs)}"
                return Difference(history, f"afterwards {line}")
        return None

    def story(self, history: History) -> str:
        """Tell the difference as it shows when nothing else ran before."""
        alone = self.difference(_pristine(self.subject), history)
        return self._leak(history) if alone is None else _tell(*alone)

    def _leak(self, history: History) -> str:
        """Find a history after which this one goes wrong, though on its own it is right."""
        for earlier in itertools.islice(self.histories(len(history)), SUSPECTS):
            subject = _pristine(self.subject)
            self.difference(subject, earlier)
            after = self.difference(subject, history)
            if after is not None:
                return _tell(earlier + after.history, f"{after.line}\n{LEAK}")
        return _tell(history, f"went wrong, but only after other histories\n{LEAK}")

    def _reason(self, scope: Scope) -> str:
        reason = eval(self.because.code, scope) if self.because else None
        return f": {reason}" if reason else ""


def _step(text: str) -> Step:
    try:
        return Step(text, compile(text, "<history>", "eval", dont_inherit=True), True)
    except SyntaxError:
        return Step(text, compile(text, "<history>", "exec", dont_inherit=True), False)


def _run(code: CodeType, scope: Scope) -> Outcome:
    try:
        return eval(code, scope), None
    except STOP:
        raise
    except BaseException as error:
        return None, error


def _agree(got: Outcome, want: Outcome) -> bool:
    (value, error), (due, due_error) = got, want
    if error is None and due_error is None:
        return value is due or _equal(value, due)
    if isinstance(due_error, NameError):
        raise due_error  # a slip in the test: subject and model would agree on it
    if isinstance(error, NotImplementedError) and not isinstance(due_error, NotImplementedError):
        raise error  # a stub that is not yet written
    return due_error is not None and isinstance(error, type(due_error))


def _equal(got: object, want: object) -> bool:
    try:
        return _same(got, want)
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
    value, error = got
    if error is not None:
        return f"raised {_show(error)}"
    return f"gave {_show(value)}" if step.is_expression else "raised nothing"


def _seen(look: Step, got: Outcome) -> str:
    value, error = got
    seen = f"is {_show(value)}" if error is None else f"raised {_show(error)}"
    return f"{look.text} {seen}"


def _due(step: Step, want: Outcome) -> str:
    value, error = want
    if error is not None:
        return f"{type(error).__name__} was right"
    return f"{_show(value)} was right" if step.is_expression else "no error was due"


def _show(value: object) -> str:
    try:
        text = repr(value)
    except STOP:
        raise
    except BaseException as error:
        return f"<a {type(value).__name__} whose repr raises {type(error).__name__}>"
    return text if len(text) <= WIDEST else f"{text[:WIDEST]}..."
