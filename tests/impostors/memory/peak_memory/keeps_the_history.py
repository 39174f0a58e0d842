# expect: it holds numbers that have left the window
"""Takes one number at a time, but appends each to a list that never gets shorter."""

from solutions.memory.peak_memory import *  # noqa: F403


def running_mean(numbers, width):
    if width < 1:
        raise ValueError(f"width must be at least 1, not {width}")
    return _means(numbers, width)


def _means(numbers, width):
    history = []
    for number in numbers:
        history.append(number)
        window = history[-width:]
        yield sum(window) / len(window)
