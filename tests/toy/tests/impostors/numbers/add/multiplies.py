# expect: add\(1, 2\) gave 2
"""Right for two and two only."""


def add(a, b):
    return a * b
