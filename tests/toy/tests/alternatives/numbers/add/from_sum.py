"""The built-in, which refuses texts by itself."""


def add(a, b):
    return sum((a, b))
