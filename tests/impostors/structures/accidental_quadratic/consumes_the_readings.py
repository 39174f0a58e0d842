# expect: biggest_jump\(.*\) leaves its arguments as deque\(\[0\]\), today
"""Empties the caller's deque while it looks at it."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def biggest_jump(readings):
    jumps = []
    while len(readings) > 1:
        jumps.append(abs(readings.popleft() - readings[0]))
    return max(jumps)
