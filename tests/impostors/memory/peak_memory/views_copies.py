# expect: Slice a view, not bytes
"""Makes a view of each slice of the bytes: the slice is a copy already."""

from solutions.memory.peak_memory import *  # noqa: F403


def chunks(data, size):
    if size < 1:
        raise ValueError(f"size must be at least 1, not {size}")
    return (memoryview(data[start : start + size]) for start in range(0, len(data), size))
