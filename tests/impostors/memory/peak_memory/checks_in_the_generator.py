# expect: The body of a generator function waits for the first `next`
"""Checks size and width in generator functions, where nothing runs before the first `next`."""

from collections import deque

from solutions.memory.peak_memory import *  # noqa: F403


def chunks(data, size):
    if size < 1:
        raise ValueError(f"size must be at least 1, not {size}")
    view = memoryview(data)
    for start in range(0, len(data), size):
        yield view[start : start + size]


def running_mean(numbers, width):
    if width < 1:
        raise ValueError(f"width must be at least 1, not {width}")
    window = deque(maxlen=width)
    for number in numbers:
        window.append(number)
        yield sum(window) / len(window)
