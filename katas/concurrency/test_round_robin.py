import itertools
import time
from typing import Any, NamedTuple

import pytest

from katas.concurrency.round_robin import Join, Scheduler, Sleep


class BrokenError(Exception):
    """What our tasks raise, and nobody else."""


@pytest.fixture(autouse=True)
def no_real_sleep(monkeypatch):
    def sleep(seconds):
        pytest.fail(f"time.sleep({seconds}) was called: time is virtual, nobody really waits")

    monkeypatch.setattr(time, "sleep", sleep)


class Story(NamedTuple):
    turns: list[tuple[str, float, Any]]
    """For each turn: whose, when, and what the `yield` before it gave or raised."""
    end: Any
    """What `run` returned or raised."""

    def order(self):
        """Return who had each turn, if no task failed and none waits for ever."""
        assert not isinstance(self.end, Exception), (
            f"no task failed and none waits for ever, yet run() raised {self.end!r}"
        )
        return "".join(name for name, *_ in self.turns)

    def heard(self, name):
        """Return what each `yield` of this task gave or raised."""
        return [got for whose, _, got in self.turns if whose == name][1:]


def play(*scripts):
    """Run tasks a, b, c ... that yield what is in their scripts, and catch what a yield raises.

    Join("a") is a join of the task a. A string is not yielded but returned, a BrokenError raised.
    """
    scheduler, turns, tasks = Scheduler(), [], {}

    def task(name, script):
        turns.append((name, scheduler.now, None))
        for request in script:
            if isinstance(request, str):
                return request
            if isinstance(request, BrokenError):
                raise request.with_traceback(None)
            try:
                got = yield Join(tasks[request.task]) if isinstance(request, Join) else request
            except Exception as error:
                got = error if isinstance(error, BrokenError) else type(error)
            turns.append((name, scheduler.now, got))
        return None

    for name, script in zip("abcdef", scripts, strict=False):
        generator = task(name, script)
        generator.__name__ = f"task_{name}"
        tasks[name] = scheduler.spawn(generator)
    return Story(turns, outcome(scheduler))


def outcome(scheduler):
    try:
        return scheduler.run()
    except NotImplementedError:
        raise
    except Exception as error:
        return error


# The queue


def test_a_spawned_task_does_not_start_before_run():
    scheduler, log = Scheduler(), []
    scheduler.spawn(log.append("a") for _ in range(3))
    assert not log, "spawn puts a task into the queue and no more; here it ran the task"


def test_tasks_take_turns():
    got = play([None] * 2, [], [None] * 3).order()
    assert got == "abcacacc", (
        f"a, b, c have 3, 1 and 4 turns: one each, in the order of the queue, is abcacacc; "
        f"they ran as {got}"
    )


def test_a_new_task_starts_at_the_end_of_the_queue():
    scheduler, log = Scheduler(), []

    def parent():
        scheduler.spawn(log.append("child") for _ in range(1))
        yield log.append("parent")
        log.append("parent")

    scheduler.spawn(parent())
    scheduler.spawn(log.append("other") for _ in range(2))
    got = outcome(scheduler)
    want = ["parent", "other", "child", "parent", "other"]
    assert log == want, (
        "the queue was parent, other; parent spawned child and then yielded, so the queue was "
        f"other, child, parent. In all {want} is right, got {log}, and run() gave {got!r}"
    )


def test_an_exception_does_not_stop_the_others():
    story = play([BrokenError("tea")], [None], [None])
    got = [name for name, *_ in story.turns]
    assert got == [*"abcbc"], (
        "the task a raised an exception, which ends that task alone: b and c had a turn each "
        f"after that, abcbc, but the turns were {''.join(got)}"
    )


# Time


def test_an_interrupt_leaves_run_at_once():
    turns = []

    def interrupted():
        yield
        raise KeyboardInterrupt

    def other():
        while len(turns) < 10:
            turns.append("other")
            yield

    scheduler = Scheduler()
    scheduler.spawn(interrupted())
    scheduler.spawn(other())
    try:
        ended = scheduler.run()
    except KeyboardInterrupt:
        ended = "KeyboardInterrupt"
    got = ended, len(turns)
    assert got == ("KeyboardInterrupt", 1), (
        "a task raised KeyboardInterrupt after the other one had had 1 turn: run had to raise it "
        f"then and there; it ended with {ended}, and the other had {len(turns)}"
    )


def test_a_year_of_sleep_takes_no_real_time():
    year = 365 * 24 * 3600
    story = play([Sleep(year)])
    got = [now for _, now, _ in story.turns], story.end
    assert got == ([0, year], year), f"now is 0, then Sleep({year}): now, run() are {year}: {got}"


def test_sleep_counts_from_now():
    got = [now for _, now, _ in play([Sleep(2), Sleep(0.5), None, Sleep(4)]).turns]
    want = [0, 2, 2.5, 2.5, 6.5]
    assert got == want, f"Sleep(2), Sleep(0.5), nothing, Sleep(4): turns due at {want}, got {got}"


def test_equal_wake_times_keep_the_order_of_falling_asleep():
    got = play([Sleep(1), Sleep(1)], [None, Sleep(2)], *[[Sleep(2)]] * 3).order()[-5:]
    assert got == "cdeba", (
        "c, d, e fell asleep at 0 until 2, then b, and a at 1: who wakes at the same time enters "
        f"the queue in that order, cdeba, and not {got}"
    )


def test_all_who_wake_at_the_same_time_enter_the_queue_together():
    got = play([Sleep(1), None], [Sleep(1), None]).order()[2:]
    assert got == "abab", (
        "a and b both woke at 1 and both yielded once more: a b a b is right, for b stood in the "
        f"queue before a came back to it; got {got}"
    )


def test_time_stands_still_while_the_queue_has_a_task():
    got = [turn[:2] for turn in play([Sleep(1)], [None] * 3).turns]
    want = [("a", 0), *[("b", 0)] * 4, ("a", 1)]
    assert got == want, f"a slept for 1 second, b yielded thrice: {want} was due, got {got}"


def test_sleep_of_zero_is_a_plain_yield():
    got = play([Sleep(0), Sleep(0.0)], [None, None]).order()
    assert got == "ababab", f"a yielded Sleep(0) twice, b nothing twice: ababab, and not {got}"


# Join


@pytest.mark.parametrize(
    "requests", [[], [None, None], [Sleep(1)]], ids=["ended before", "still busy", "still asleep"]
)
@pytest.mark.parametrize("last", [["tea"], [], [BrokenError("tea")]], ids=repr)
def test_join_gives_what_the_task_returned_or_raises_what_it_raised(last, requests):
    story = play([*requests, *last], [Join("a"), None, Sleep(1)])
    got, want = story.heard("b"), [*(last or [None]), None, None]
    assert got == want, (
        f"b yielded Join(a), then nothing, then Sleep(1), and a ended with {want[0]!r}; the yields "
        f"of b gave {got}, run() {story.end!r}: only Join gives or raises it, and only once"
    )


def test_joiners_of_one_task_go_on_in_the_order_of_joining():
    got = play([Sleep(2)], [Sleep(1), Join("a")], *[[Join("a")]] * 3).order()[-4:]
    assert got == "cdeb", f"c, d, e and, a second later, b joined a: cdeb, and not {got}"


def test_join_of_a_task_that_has_ended_gives_way_too():
    got = play([], [Join("a"), Join("a")], [None, None]).order()[1:]
    assert got == "bcbcbc", (
        "b twice joined a task that had ended, c twice yielded nothing: each time they go to the "
        f"end of the queue, bcbcbc, and not {got}"
    )


# Errors


def test_run_raises_the_first_exception_that_nobody_joined():
    first, second, third = map(BrokenError, ("first", "second", "third"))
    got = play([Sleep(3), third], [Sleep(1), first], [Sleep(2), second]).end
    assert got is first, (
        f"tasks raised {third!r} at 3, {first!r} at 1, {second!r} at 2, nobody joined; "
        f"run() gave {got!r}"
    )


@pytest.mark.parametrize("requests", [[], [Sleep(1)]], ids=["before", "after"])
def test_run_does_not_raise_what_somebody_joined(requests):
    joined, not_joined = BrokenError("joined"), BrokenError("not joined")
    got = play([None, joined], [None, None, not_joined], [*requests, Join("a")]).end
    assert got is not joined, "a task joined the one that raised, yet run() raised the same again"
    assert got is not_joined, f"nobody joined the task with {not_joined!r}, run() gave {got!r}"


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [(Sleep(-0.5), ValueError), (0, TypeError), (Sleep, TypeError), ((_ for _ in ""), TypeError)],
    ids=["negative sleep", "number", "class", "generator"],
)
def test_a_wrong_yield_raises_in_the_task(wrong, kind):
    story = play([wrong, None])
    got = story.heard("a")
    assert got == [kind, None], (
        f"`yield {wrong!r}` had to raise {kind.__name__} in the task, which caught it, and a plain "
        f"`yield` came next; they gave {got}, run() gave {story.end!r}"
    )


# Deadlock

CIRCLES = {
    "itself": [[Join("a")]],
    "each other": [[Join("b")], [Join("a")]],
    "one of a circle": [[Join("b")], [Join("c")], [Join("b")]],
}


@pytest.mark.parametrize("scripts", CIRCLES.values(), ids=CIRCLES)
def test_a_deadlock_is_an_error_that_names_who_waits(scripts):
    *names, other = [f"task_{name}" for name in "abcd"[: len(scripts) + 1]]
    turns, got = play(*scripts, [Sleep(1)])
    assert isinstance(got, RuntimeError), (
        f"{', '.join(names)} wait for ever: {scripts}; RuntimeError was due, run() gave {got!r}"
    )
    assert turns[-1][1] == 1, f"run() told of a deadlock while {other} could still go on"
    missing = [name for name in names if name not in str(got)]
    assert not missing, f"the names of all who wait, {names}, belong into the text, got {got!r}"
    assert other not in str(got), f"{other} had ended and does not wait, got {got!r}"


# All short programs against a slow model


def due(*scripts):
    """Return the story by a single line of tasks, sorted anew at each turn.

    A plain yield is a sleep of 0 seconds: it is due now, after all who were due before.
    """
    numbers, end = itertools.count(), object()
    line = [(0, next(numbers), name, None) for name, _ in zip("abc", scripts, strict=False)]
    rest = dict(zip("abc", map(iter, scripts), strict=False))
    turns, ended, joiners = [], {}, {name: [] for name in rest}
    while line:
        line.sort(key=lambda entry: entry[:2])
        now, _, name, got = line.pop(0)
        turns.append((name, now, got))
        coming = []
        match next(rest[name], end):
            case None:
                coming = [(now, name, None)]
            case Sleep(seconds=s):
                coming = [(now + max(s, 0), name, ValueError if s < 0 else None)]
            case Join(task=other):
                joiners[other].append(name)
                coming = [(now, name, ended[other])] if other in ended else []
            case last:
                ended[name] = None if last is end else last
                coming = [(now, joiner, ended[name]) for joiner in joiners[name]]
        line += [(time, next(numbers), *entry) for time, *entry in coming]
    for name, value in ended.items():
        if isinstance(value, BrokenError) and not joiners[name]:
            return Story(turns, value)
    return Story(turns, now if len(ended) == len(scripts) else RuntimeError)


@pytest.mark.parametrize(
    ("count", "lines"),
    [
        (3, [None, Sleep(1), Sleep(2)]),
        (2, [Sleep(1), Sleep(-1), Join("a"), Join("b"), "tea", BrokenError()]),
    ],
    ids=["sleeping", "joining"],
)
def test_every_short_program_agrees_with_a_slow_model(count, lines):
    scripts = [(), *itertools.product(lines), *itertools.product(lines, repeat=2)]
    programs = itertools.product(scripts, repeat=count)
    for program in sorted(programs, key=lambda program: sum(map(len, program))):
        got, want = play(*program), due(*program)
        if isinstance(got.end, RuntimeError):
            got = Story(got.turns, RuntimeError)
        assert got == want, (
            f"a, b, c yield and catch what a yield raises: {[*map(list, program)]} (a string is "
            "returned, a BrokenError raised). The turns (who, when, what its yield gave or "
            f"raised) and what run() gives were to be\n    {want}\nand were\n    {got}"
        )


# Many tasks


def test_ten_thousand_tasks_may_wait_for_one_another():
    scheduler, tasks, ends = Scheduler(), [], []

    def link(place):
        yield Join(tasks[place - 1]) if place else Sleep(1)
        ends.append(place)

    tasks += [scheduler.spawn(link(place)) for place in range(10_000)]
    got = outcome(scheduler), len(ends)
    assert got == (1, 10_000), (
        "10,000 tasks, each joins the one before: who ends puts its joiners into the queue and "
        f"resumes none itself, so no stack grows; run() gave {got[0]!r}, and {got[1]} tasks ended"
    )


@pytest.mark.parametrize("kind", ["ready", "asleep", "joining"])
def test_a_turn_takes_logarithmic_time_however_many_tasks_wait(cost, kind):
    twin, sleep, join = map(cost.twin, (Scheduler, Sleep, Join))

    def crowd(n):
        scheduler = twin()
        busy = scheduler.spawn(None for _ in range(n))
        for place in range(n):
            requests = {
                "ready": [None, None],
                "asleep": [sleep(1 + place * 37 % n), sleep(place)],
                "joining": [join(busy)],
            }
            scheduler.spawn(request for request in requests[kind])
        return scheduler

    cost.at_most(
        "O(n log n)",
        lambda scheduler: scheduler.run(),
        prepare=crowd,
        promise=f"a task has n turns beside n that are {kind}: a turn takes O(log n) time",
        sizes=(32, 64, 128, 256),
    )
