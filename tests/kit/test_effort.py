import collections
import gc
import heapq
import tracemalloc

import pytest

from dojo.kit import effort

PREPARE = {
    "items": list,
    "big": set,
    "queue": collections.deque,
    "heap": list,
    "heappush": lambda _: heapq.heappush,
}


def test_comparisons_settle_it_alone():
    seen = effort.measure("x in items", PREPARE)
    assert seen.growth == "O(n)"
    assert (seen.calls.small, seen.calls.large) == (50, 5_000)
    assert (seen.memory, seen.time) == (None, None)
    assert str(seen) == "items compared or hashed: 50 times at n = 50, 5,000 times at n = 5,000"


def test_hashes_are_counted_like_comparisons():
    assert effort.measure("set(items)", PREPARE).calls.ratio == 100


def test_what_is_copied_settles_it_without_a_clock():
    seen = effort.measure("items[10:]", PREPARE)
    assert seen.growth == "O(n)"
    assert seen.calls.large == 0
    assert seen.memory.large >= 8 * 4_990
    assert seen.time is None


def test_what_is_moved_takes_a_clock():
    seen = effort.measure("items.insert(0, x)", PREPARE)
    assert seen.growth == "O(n)"
    assert max(seen.calls.ratio, seen.memory.ratio) == 1
    assert seen.time.ratio > effort.LINEAR
    assert len(str(seen).splitlines()) == 3


def test_where_nothing_grows_it_is_constant():
    assert effort.measure("items[5]", PREPARE).growth == "O(1)"
    assert effort.measure("x in big", PREPARE).growth == "O(1)"


def test_growing_now_and_then_is_amortised():
    seen = effort.measure("items.append(x)", PREPARE)
    assert seen.growth == "O(1)"
    assert seen.memory.ratio == 1


def test_some_more_comparisons_are_logarithmic():
    seen = effort.measure("heappush(heap, x)", PREPARE)
    assert seen.growth == "O(log n)"
    assert 1 < seen.calls.small < seen.calls.large < 20


def test_a_statement_may_change_what_it_works_on():
    assert effort.measure("del items[-1]", PREPARE).growth == "O(1)"
    assert effort.measure("queue += [x]", PREPARE).growth == "O(1)"


def test_only_what_is_named_is_prepared():
    def fail(things):
        raise AssertionError

    assert effort.measure("items[x]", {"items": list, "big": fail}).growth == "O(1)"


@pytest.mark.parametrize(
    ("calls", "time", "growth"),
    [
        ((0, 0), (0.03, 0.04), "O(1)"),
        ((0, 0), (0.01, 0.28), "O(1)"),
        ((0, 0), (0.1, 0.7), "O(n)"),
        ((6, 12), (0.1, 1.1), "O(log n)"),
        ((6, 12), (0.1, 1.3), "O(n)"),
        ((1, 1), (0.1, 0.1), "O(1)"),
        ((6, 42), (0.1, 0.1), "O(n)"),
    ],
)
def test_what_comparisons_explain_does_not_count_twice(calls, time, growth):
    compared = effort.Reading("", "", 50, *calls, nothing=1)
    timed = effort.Reading("", "", 1_000, *time, effort.NOTHING, compared.ratio)
    assert effort.Effort(compared, None, timed).growth == growth


@pytest.mark.parametrize(
    ("samples", "growth", "rounds"),
    [
        ([(400, 400)], "O(1)", effort.MOST),
        ([(400_000, 400_000)], "O(1)", effort.FEWEST),
        ([(400, 40_000)] * 30, "O(n)", 25),
        ([(400, 900_000)] * 6 + [(400, 420)], "O(1)", effort.MOST),
        ([(400, 3_600)] * 40 + [(400, 400)], "O(1)", effort.MOST),
        ([(900_000, 900_000)] * 6 + [(4_000, 400_000)], "O(n)", effort.FEWEST),
        ([(900_000, 400), (400, 900_000)], "O(1)", effort.MOST),
    ],
    ids=["cheap", "dear", "linear", "slow by chance", "doubt", "slow at first", "in turns"],
)
def test_samples_are_taken_until_they_leave_no_doubt(monkeypatch, samples, growth, rounds):
    clock = FakeClock(samples)
    monkeypatch.setattr(effort.time, "perf_counter_ns", clock)
    assert effort.measure("items[5]", PREPARE).growth == growth
    assert clock.rounds == rounds


class FakeClock:
    """Shows every pair of samples in its turn, and the last one for good."""

    def __init__(self, samples):
        self.samples, self.readings, self.now = samples, 0, 0

    @property
    def rounds(self):
        return self.readings // 4

    def __call__(self):
        sample, phase = divmod(self.readings, 4)
        self.readings += 1
        if phase % 2:
            self.now += self.samples[min(sample, len(self.samples) - 1)][phase // 2]
        return self.now


def test_everything_is_left_as_it_was():
    effort.measure("items.pop()", PREPARE)
    assert gc.isenabled()
    assert not tracemalloc.is_tracing()
    with pytest.raises(IndexError):
        effort.measure("items[-10 ** 6]", PREPARE)
    assert gc.isenabled()
    assert not tracemalloc.is_tracing()


def test_who_traces_memory_or_does_without_collections_may_go_on():
    gc.disable()
    tracemalloc.start()
    try:
        assert effort.measure("items[10:]", PREPARE).growth == "O(n)"
        assert effort.measure("items[:10]", PREPARE).growth == "O(1)"
        assert tracemalloc.is_tracing()
        assert not gc.isenabled()
    finally:
        tracemalloc.stop()
        gc.enable()
