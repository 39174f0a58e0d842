"""The instrument as a test meets it: verdicts, what they rest on, what a failure tells."""

import _thread
import contextlib
import queue
import sys
import threading
import time
import types
from pathlib import Path

import pytest

from dojo.kit import interleave_run
from dojo.kit.interleave import Explored, Interleave
from tests.kit import interleave_cases as cases


def counter(cls):
    return {
        "subject": {"Counter": cls},
        "start": "counter = Counter()",
        "threads": ["counter.increment()", "counter.increment()"],
        "observe": "counter.n",
        "allowed": [2],
    }


def buffer(cls):
    return {
        "subject": {"Buffer": cls},
        "start": "buffer = Buffer(); out = []",
        "threads": ["buffer.put(1)", "buffer.put(2)", *["out.append(buffer.get())"] * 2],
        "observe": "sorted(out)",
        "allowed": [[1, 2]],
        "schedules": 200,
    }


def transfer(function):
    return {
        "subject": {"Account": cases.Account, "transfer": function},
        "start": "a, b = Account(100), Account(100)",
        "threads": ["transfer(a, b, 10)", "transfer(b, a, 30)"],
        "observe": "a.balance, b.balance",
        "allowed": [(120, 80)],
    }


def lazy(cls):
    return {
        "subject": {"Lazy": cls},
        "start": "made = []; lazy = Lazy(lambda: made.append(1) or len(made))",
        "threads": ["one = lazy.get()", "two = lazy.get()"],
        "observe": "one, two",
        "allowed": [(1, 1)],
    }


def mapping(function):
    return {
        "subject": {"map_all": function},
        "start": "",
        "threads": ["out = map_all(abs, [-1, 2])"],
        "observe": "out",
        "allowed": [[1, 2]],
        "schedules": 200,
    }


RIGHT = [
    *map(counter, [cases.LockedCounter, cases.AtomicCounter, cases.ReentrantCounter]),
    counter(cases.PoolCounter) | {"schedules": 200},
    *map(buffer, [cases.Buffer, cases.WakesAllBuffer, cases.QueueBuffer, cases.SemaphoreBuffer]),
    transfer(cases.transfer_in_one_order),
    lazy(cases.LazyLocked),
    *map(mapping, [cases.map_joined, cases.map_in_a_pool, cases.map_in_a_pool_left_open]),
]
WRONG = [
    (counter(cases.UnlockedCounter), "afterwards counter.n is 1; 2 is right"),
    (counter(cases.LockPerCallCounter), "afterwards counter.n is 1; 2 is right"),
    (counter(cases.GlobalCounter), "afterwards counter.n is 1; 2 is right"),
    (counter(cases.ClosureCounter), "afterwards counter.n is 1; 2 is right"),
    (buffer(cases.AsksOnceBuffer), "raised IndexError: pop from an empty deque, in line"),
    (buffer(cases.SilentBuffer), "nobody can go on, a deadlock"),
    (buffer(cases.OneConditionBuffer), "nobody can go on, a deadlock"),
    (buffer(cases.PollingBuffer), "raised AssertionError: there is room for one"),
    (transfer(cases.transfer_in_argument_order), "nobody can go on, a deadlock"),
    (lazy(cases.LazyUnlocked), "afterwards one, two is (2, 1); (1, 1) is right"),
    (lazy(cases.LazyDict), "afterwards one, two is"),
    (mapping(cases.map_not_joined), "afterwards out is [None, None]; [1, 2] is right"),
    (mapping(cases.map_with_a_shared_index), "raised IndexError: list index out of range"),
]


def name(case):
    return next(thing.__name__ for thing in case["subject"].values() if thing is not cases.Account)


def failure(case):
    with pytest.raises(AssertionError) as caught:
        Interleave().always(**case, promise="all goes well")
    return str(caught.value)


@pytest.mark.parametrize("case", RIGHT, ids=name)
def test_what_is_right_passes(case):
    Interleave().always(**case, promise="all goes well")


@pytest.mark.parametrize(("case", "words"), WRONG, ids=[name(case) for case, _ in WRONG])
def test_what_is_wrong_is_found(case, words):
    assert words in failure(case)


def test_the_same_failure_is_found_every_time():
    for case, _ in WRONG:
        assert failure(case) == failure(case)


# What is told


def line_of(text):
    source = Path(cases.__file__).read_text(encoding="utf-8")
    return source[: source.index(text)].count("\n") + 1


def test_a_lost_update_is_told_as_a_story():
    line = line_of("self.n += 1")
    assert (
        failure(counter(cases.UnlockedCounter))
        == f"""\
all goes well, but afterwards counter.n is 1; 2 is right
T1 is `counter.increment()`, T2 is `counter.increment()`; they took turns like this:
    T1  {line:>3}  self.n += 1   <- T1 is paused here
    T2  {line:>3}  self.n += 1
    T1  {line:>3}  self.n += 1   <- T1 goes on"""
    )


def test_a_deadlock_tells_who_holds_and_who_waits():
    line = line_of("with target.lock")
    told = failure(transfer(cases.transfer_in_argument_order)).splitlines()
    waits = f"waits in line {line}, `with target.lock:` for a lock that"
    assert told[1:3] == [
        f"    T1  {waits} T2 took in line {line - 1}",
        f"    T2  {waits} T1 took in line {line - 1}",
    ]


WAITS = "threading.Thread(target=threading.Event().wait)"


def code(*threads, start="", observe="None", allowed=(None,), **names):
    return {
        "subject": {"threading": threading, "queue": queue, "time": time, **names},
        "start": start,
        "threads": threads,
        "observe": observe,
        "allowed": allowed,
    }


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (
            code("lock.acquire()", start="lock = threading.Lock(); lock.acquire()"),
            "T1  waits in line 1, `lock.acquire()` for a lock that main took",
        ),
        (
            code("with lock: lock.acquire()", start="lock = threading.Lock()"),
            "for a lock that it took in line 1",
        ),
        (code("queue.Queue().get()"), "T1  waits in line 1, `queue.Queue().get()`: nobody is left"),
        (
            code(
                "t.join()", start="t = threading.Thread(target=threading.Event().wait); t.start()"
            ),
            "T1  waits in line 1, `t.join()` for W1 to end",
        ),
        (
            code("lock.acquire()", "lock.acquire()", start="lock = threading.Lock()"),
            "T2  waits in line 1, `lock.acquire()` for a lock that T1 took in line 1 and never",
        ),
    ],
)
def test_a_wait_tells_what_it_is_for(case, words):
    assert words in failure(case)


def test_a_lock_that_is_kept_may_show_only_in_the_end():
    case = code("lock.acquire()", start="lock = threading.Lock()", observe="lock.acquire()")
    assert (
        "    main  waits in line 1, `lock.acquire()` for a lock that T1 took in line 1 and never"
    ) in failure(case)


def test_who_sleeps_as_long_may_wake_in_either_order():
    naps = ["time.sleep(1); order.append(1)", "time.sleep(1); order.append(2)"]
    case = code(*naps, start="order = []", observe="order", allowed=[[1, 2]])
    assert "afterwards order is [2, 1]" in failure(case)


def test_a_thread_that_python_would_wait_for_must_end():
    start = f"{WAITS}.start()"
    told = failure(code("1", start=start))
    assert "W1  waits in Condition.wait: nobody is left to wake it" in told


def test_a_daemon_may_go_on():
    start = "threading.Thread(target=threading.Event().wait, daemon=True).start()"
    Interleave().always(**code("1", start=start), promise="all goes well")


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (code("x = {}['a']"), "T1 raised KeyError: 'a', in line 1, `x = {}['a']`"),
        (code("1", start="x = {}['a']"), "main raised KeyError: 'a'"),
        (code("1", observe="{}['a']"), "main raised KeyError: 'a'"),
    ],
)
def test_an_exception_is_told_with_its_line(case, words):
    assert words in failure(case)


def test_a_loop_without_end_is_told():
    lock = "lock = threading.Lock()"
    told = failure(code("while True:\n    with lock: pass", start=lock))
    assert "T1 goes on and on in line 2, `with lock: pass`" in told


def test_a_thread_may_wait_in_a_loop_for_another():
    spin = "while not event.is_set():\n    time.sleep(0)"
    case = code(spin, "event.set()", start="event = threading.Event()")
    Interleave().always(**case, promise="all goes well")


def test_what_is_out_of_control_is_named_instead_of_a_hang(monkeypatch):
    monkeypatch.setattr(interleave_run, "PATIENCE", 0.2)
    lock = _thread.allocate_lock()
    lock.acquire()
    told = failure(code("lock.acquire()", lock=lock))
    assert "T1 waits in line 1, `lock.acquire()` for something that this test cannot" in told
    lock.release()


def test_an_unwritten_function_is_not_a_failure():
    with pytest.raises(NotImplementedError):
        Interleave().always(**code("raise NotImplementedError"), promise="all goes well")


# What a pass rests on


def test_a_pass_says_that_every_schedule_was_tried():
    record = []
    explored = Interleave(record).always(**counter(cases.LockedCounter), promise="no hit is lost")
    assert explored.is_exhaustive
    assert str(explored) == f"all {explored.schedules} schedules with at most 2 preemptions"
    assert record == [("interleave", {"promise": "no hit is lost", "explored": str(explored)})]


def test_a_pass_says_when_it_rests_on_samples():
    explored = Interleave().always(**buffer(cases.Buffer), promise="all goes well")
    assert explored == Explored(400, 2, False)
    assert str(explored) == (
        "400 schedules: the first with at most 2 preemptions, then 200 seeded ones"
    )


def test_fewer_preemptions_are_fewer_schedules():
    counts = [
        Interleave().always(**counter(cases.LockedCounter), promise="", preemptions=bound).schedules
        for bound in (0, 1, 2)
    ]
    assert counts == sorted(counts)
    assert counts[0] == 2, "either thread first"


def test_samples_find_what_lies_beyond(monkeypatch):
    """With one schedule tried in order, only the seeded ones can find it, always the same one."""
    case = counter(cases.UnlockedCounter) | {"schedules": 1}
    assert len({failure(case) for _ in range(5)}) == 1


# Time, names, and what is left behind


def test_time_is_virtual_and_moves_when_everybody_waits():
    start = "before = time.monotonic(); event = threading.Event(); order = []"
    case = code(
        "time.sleep(3600); order.append('slept')",
        "event.wait(1800); order.append('gave up')",
        start=start,
        observe="order, time.monotonic() - before",
        allowed=[(["gave up", "slept"], 3600)],
    )
    Interleave().always(**case, promise="an hour passes at once")


def test_a_timeout_is_no_deadlock():
    case = code(
        "out = lock.acquire(timeout=5), queue.Queue().empty()",
        start="lock = threading.Lock(); lock.acquire()",
        observe="out",
        allowed=[(False, True)],
    )
    Interleave().always(**case, promise="all goes well")


def test_threads_know_who_they_are():
    case = code(
        "one = threading.current_thread().name",
        "two = threading.current_thread().name",
        observe="one, two",
        allowed=[("T1", "T2")],
    )
    Interleave().always(**case, promise="all goes well")


def replaceable():
    return threading.Lock, threading.Thread.start, queue.SimpleQueue, time.sleep, sys.unraisablehook


@pytest.mark.parametrize("case", [counter(cases.LockedCounter), WRONG[8][0], WRONG[12][0]])
def test_nothing_is_left_replaced_or_running(case):
    before, threads = replaceable(), threading.enumerate()
    with contextlib.suppress(AssertionError):
        Interleave().always(**case, promise="all goes well")
    assert replaceable() == before
    assert threading.enumerate() == threads


def test_a_module_can_be_the_subject():
    case = transfer(cases.transfer_in_one_order)
    case["subject"] = {"m": cases}
    case["start"] = "a, b, transfer = m.Account(100), m.Account(100), m.transfer_in_one_order"
    assert isinstance(case["subject"]["m"], types.ModuleType)
    Interleave().always(**case, promise="all goes well")
