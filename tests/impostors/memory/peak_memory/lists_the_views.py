# expect: A view is small, a list of them all is not
"""Makes all the views before it hands out the first."""

from solutions.memory.peak_memory import *  # noqa: F403


def chunks(data, size):
    if size < 1:
        raise ValueError(f"size must be at least 1, not {size}")
    view = memoryview(data)
    return iter([view[start : start + size] for start in range(0, len(data), size)])
