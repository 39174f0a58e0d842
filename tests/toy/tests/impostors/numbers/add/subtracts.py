# expect: add\(2, 2\) gave 0
"""Takes away instead."""


def add(a, b):
    return a - b
