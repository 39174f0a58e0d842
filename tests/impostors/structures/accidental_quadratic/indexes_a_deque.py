# expect: biggest_jump takes (?s:.*)a deque is walked
"""Reads a deque by index, which walks to the middle."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def biggest_jump(readings):
    places = range(1, len(readings))
    return max(abs(readings[i] - readings[i - 1]) for i in places)
