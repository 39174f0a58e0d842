# expect: A list of them all is one too many
"""Asks `nlargest` for k numbers, but hands it a list comprehension of all of them."""

import heapq

from solutions.memory.peak_memory import *  # noqa: F403


def top_k(path, k):
    with open(path, encoding="utf-8") as file:
        return heapq.nlargest(k, [int(line) for line in file])
