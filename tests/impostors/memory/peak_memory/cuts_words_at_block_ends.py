# expect: A block may end in the middle of a word
"""Reads blocks, and counts a word that spans two of them as two words."""

from collections import Counter

from solutions.memory.peak_memory import *  # noqa: F403


def count_words(path):
    counts = Counter()
    with open(path, encoding="utf-8") as file:
        while block := file.read(65536):
            counts.update(block.split())
    return counts
