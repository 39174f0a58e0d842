# expect: gave 5, not 4
"""Counts one too many."""


def add(a, b):
    return a + b + 1
