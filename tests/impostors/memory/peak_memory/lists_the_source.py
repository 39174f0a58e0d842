# expect: The source may be endless
"""Yields means one by one, out of a list of all the numbers."""

from solutions.memory.peak_memory import *  # noqa: F403


def running_mean(numbers, width):
    if width < 1:
        raise ValueError(f"width must be at least 1, not {width}")
    return _means(numbers, width)


def _means(numbers, width):
    numbers = list(numbers)
    for end in range(1, len(numbers) + 1):
        window = numbers[max(0, end - width) : end]
        yield sum(window) / len(window)
