# expect: more than some lines were there
"""Counts line by line, but lets `readlines` make a list of all the lines first."""

from collections import Counter

from solutions.memory.peak_memory import *  # noqa: F403


def count_words(path):
    counts = Counter()
    with open(path, encoding="utf-8") as file:
        for line in file.readlines():
            counts.update(line.split())
    return counts
