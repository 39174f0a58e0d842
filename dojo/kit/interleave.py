"""Interleave: real threads under every schedule, instead of many times and hope.

    def test_no_hit_is_lost(interleave):
        interleave.always(
            {"Counter": Counter},
            start="counter = Counter()",
            threads=["counter.hit('a')", "counter.hit('a')"],
            observe="counter.snapshot()",
            allowed=[{"a": 2}],
            promise="no hit is lost",
        )

The learner's modules are imported once more with switch points before everything that another
thread could notice (`interleave_points`) and with locks under control (`interleave_locks`).
Threads run one at a time. All schedules with 0 preemptions are tried, then those with 1,
then with 2 (as CHESS does: Musuvathi and Qadeer, PLDI 2007; nearly all races show with
two), so the first failure is the simplest, and the same on every run and every machine.

Where there are more of them than `schedules`, the rest is sampled: seeded schedules with
random priorities (PCT: Burckhardt and others, ASPLOS 2010). What is returned, and recorded
with the test, says which of the two a pass rests on.

Code that is right only because CPython happens not to switch within `x += 1` is rejected: no
version promises that.
"""

import functools
import linecache
import random
import sys
from collections import deque
from collections.abc import Mapping, Sequence
from types import CodeType, ModuleType
from typing import Any, NamedTuple

import pytest

from dojo.kit import interleave_locks as locks
from dojo.kit import interleave_story as story
from dojo.kit.interleave_points import POINT, STEPS, with_points
from dojo.kit.interleave_run import Decision, Run, Strategy
from dojo.kit.reimport import twin

#: How many schedules are tried in order, and how many more are sampled beyond.
SCHEDULES = 2000
SAMPLES = 200
PREEMPTIONS = 2

STOP = (
    NotImplementedError,
    pytest.exit.Exception,
    pytest.fail.Exception,
    pytest.skip.Exception,
)


class Explored(NamedTuple):
    """What a pass rests on."""

    schedules: int
    preemptions: int
    is_exhaustive: bool

    def __str__(self) -> str:
        bound = f"at most {self.preemptions} preemptions"
        if self.is_exhaustive:
            return f"all {self.schedules:,} schedules with {bound}"
        return f"{self.schedules:,} schedules: the first with {bound}, then {SAMPLES} seeded ones"


class Interleave:
    def __init__(self, record: list[tuple[str, object]] | None = None) -> None:
        self._record = [] if record is None else record

    def always(
        self,
        subject: Mapping[str, object],
        *,
        start: str,
        threads: Sequence[str],
        observe: str,
        allowed: Sequence[object],
        promise: str,
        preemptions: int = PREEMPTIONS,
        schedules: int = SCHEDULES,
    ) -> Explored:
        """Fail unless what is observed in the end is allowed, whichever turns the threads take.

        `start`, the threads and `observe` are code; they share the names of `subject` and
        whatever they assign. An exception in a thread, a deadlock and an endless loop fail too.
        """
        __tracebackhide__ = True
        with locks.replaced():
            scene = _Scene(subject, start, threads, observe, allowed)
            explored = self._explore(scene, promise, preemptions, schedules)
        self._record.append(("interleave", {"promise": promise, "explored": str(explored)}))
        return explored

    def _explore(self, scene: "_Scene", promise: str, preemptions: int, schedules: int) -> Explored:
        __tracebackhide__ = True
        count = longest = 0
        todo = [deque[tuple[int, ...]]() for _ in range(preemptions + 1)]
        todo[0].append(())
        while any(todo) and count < schedules:
            prefix = next(filter(None, todo)).popleft()
            ending = scene.play(_Replay(prefix))
            ending.check(promise)
            count += 1
            longest = max(longest, len(ending.run.decisions))
            for cost, branch in _branches(ending.run.decisions, len(prefix)):
                if cost <= preemptions:
                    todo[cost].append(branch)
        if not any(todo):
            return Explored(count, preemptions, True)
        for seed in range(SAMPLES):
            scene.play(_Priorities(seed, longest)).check(promise)
        return Explored(count + SAMPLES, preemptions, False)


def _branches(decisions: Sequence[Decision], start: int) -> list[tuple[int, tuple[int, ...]]]:
    """Return, with its preemptions, each schedule that first differs in one decision."""
    branches = []
    choices = tuple(decision.chosen for decision in decisions)
    cost = 0
    for place, decision in enumerate(decisions):
        if place >= start:
            for other in decision.ready:
                if other != decision.chosen:
                    extra = decision._replace(chosen=other).is_preemption
                    branches.append((cost + extra, (*choices[:place], other)))
        cost += decision.is_preemption
    return branches


class _Replay:
    """Repeats these choices, then lets each thread run as long as it can."""

    def __init__(self, choices: Sequence[int]) -> None:
        self._choices = choices

    def choose(self, ready: Sequence[int], default: int, place: int) -> int:
        if place < len(self._choices) and self._choices[place] in ready:
            return self._choices[place]
        return default


class _Priorities:
    """Lets the thread with the highest priority run; at a few places it becomes the lowest."""

    CHANGES = 3

    def __init__(self, seed: int, length: int) -> None:
        self._random = random.Random(seed)
        self._changes = {self._random.randrange(length + 1) for _ in range(self.CHANGES)}
        self._priority: dict[int, float] = {}

    def choose(self, ready: Sequence[int], default: int, place: int) -> int:
        for number in ready:
            self._priority.setdefault(number, self._random.random())
        if place in self._changes:
            self._priority[default] = -float(place)
        return max(ready, key=self._priority.__getitem__)


class _Scene:
    """What is played under each schedule: the same code on fresh names."""

    def __init__(
        self,
        subject: Mapping[str, object],
        start: str,
        threads: Sequence[str],
        observe: str,
        allowed: Sequence[object],
    ) -> None:
        copies: dict[str, ModuleType] = {}
        self._names = {name: _twin(thing, copies) for name, thing in subject.items()}
        self._start = _code(start, "<start>", "exec")
        self._observe = _code(observe, "<observe>", "eval")
        self._threads = [_code(text, f"<T{n}>", "exec") for n, text in enumerate(threads, 1)]
        self.texts = {f"T{n}": text for n, text in enumerate(threads, 1)}
        self.observe = observe
        self._allowed = allowed
        self._files = {str(module.__file__) for module in copies.values()}
        self._files |= {code.co_filename for code in (self._start, self._observe, *self._threads)}

    def play(self, strategy: Strategy) -> "_Ending":
        run = Run(strategy, self._files)
        ending = _Ending(self, run, self._allowed)
        with locks.under(run):
            run.go(lambda: self._main(run, ending))
        return ending

    def _main(self, run: Run, ending: "_Ending") -> None:
        scope = dict(self._names)
        exec(self._start, scope)
        left = set(range(len(self._threads)))

        def body(number: int) -> None:
            exec(self._threads[number], scope)
            left.remove(number)
            if not left:
                run.wake(left)

        for number in sorted(left):
            run.spawn(functools.partial(body, number), f"T{number + 1}")
        while left:
            run.block(run.tasks[0], left, sys._getframe())
        ending.see(eval(self._observe, scope))


def _point(value: Any) -> Any:
    locks.point(sys._getframe(1))
    return value


class _Steps:
    """An iterable with a switch point before each step."""

    def __init__(self, iterable: Any) -> None:
        self._iterator = iter(iterable)

    def __iter__(self) -> "_Steps":
        return self

    def __next__(self) -> Any:
        locks.point(sys._getframe(1))
        return next(self._iterator)


class _Ending:
    """What a run came to."""

    def __init__(self, scene: _Scene, run: Run, allowed: Sequence[object]) -> None:
        self.run = run
        self._scene = scene
        self._allowed = allowed
        self._is_allowed = False
        self._seen = ""

    def see(self, seen: object) -> None:
        """Compare at once: threads that are left may still change what was seen."""
        self._is_allowed = any(seen == one for one in self._allowed)
        self._seen = repr(seen)

    def check(self, promise: str) -> None:
        __tracebackhide__ = True
        error = self.run.culprit.error if self.run.culprit else None
        if isinstance(error, STOP):
            raise error
        if self.run.problem or not self._is_allowed:
            text = f"{promise}, but {self._what_is_wrong()}"
            if self.run.steps:
                names = self._scene.texts.items()
                threads = ", ".join(f"{name} is `{code}`" for name, code in names)
                how = "they took turns like this" if len(names) > 1 else "it went like this"
                text += f"\n{threads}; {how}:\n{story.turns(self.run)}"
            raise AssertionError(text)

    def _what_is_wrong(self) -> str:
        if self.run.problem:
            return story.problem(self.run)
        right = " or ".join(map(repr, self._allowed))
        return f"afterwards {self._scene.observe} is {self._seen}; {right} is right"


def _twin(thing: Any, copies: dict[str, ModuleType]) -> Any:
    """Return the twin with switch points; a test's helpers and plain values stay as they are."""
    name = thing.__name__ if isinstance(thing, ModuleType) else getattr(thing, "__module__", "")
    if not name or name.rpartition(".")[2].startswith("test_"):
        return thing
    return twin(thing, with_points, {POINT: _point, STEPS: _Steps}, copies)


def _code(text: str, name: str, mode: str) -> CodeType:
    """Compile the text so that the lines of a story can be found."""
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    return compile(text, name, mode, dont_inherit=True)
