"""What code keeps and what it takes is counted to the byte, or nearly so."""

import gc
import tracemalloc
import weakref

import pytest

from dojo.kit.memory import growth, is_gone, peak, traced

KIB = 1024
SLACK = KIB
"""Bytes that the interpreter may take for itself."""


@pytest.fixture(autouse=True)
def stops_tracing():
    yield
    tracemalloc.stop()


def test_what_is_kept_grows_and_what_is_dropped_does_not():
    kept = []
    assert 50 * KIB <= growth(lambda: kept.append(bytearray(KIB)), rounds=50) < 60 * KIB
    assert abs(growth(lambda: bytearray(KIB), rounds=50)) < SLACK


def test_cycles_are_collected_before_one_counts():
    def cycle():
        ring = [bytearray(KIB)]
        ring.append(ring)

    assert abs(growth(cycle, rounds=50)) < 4 * SLACK


def test_a_peak_counts_what_was_there_at_once():
    result, taken = peak(lambda n: len(bytearray(n)), 1, 100 * KIB)
    assert result == 100 * KIB
    assert 100 * KIB <= taken < 100 * KIB + SLACK


def test_what_was_taken_before_does_not_count():
    large = bytearray(100 * KIB)
    assert peak(len, b"", large)[1] < SLACK


def test_tracing_goes_on_only_if_it_was_on_before():
    with traced():
        assert tracemalloc.is_tracing()
    assert not tracemalloc.is_tracing()
    tracemalloc.start()
    with traced() as kept:
        before = kept()
        data = bytearray(10 * KIB)
        gc.collect()
        assert kept() - before >= len(data)
    assert tracemalloc.is_tracing()


def test_what_only_a_cycle_holds_is_gone_and_what_is_held_is_not():
    class Ring:
        def __init__(self):
            self.itself = self

    ring = Ring()
    reference = weakref.ref(ring)
    assert not is_gone(reference)
    del ring
    assert is_gone(reference)
