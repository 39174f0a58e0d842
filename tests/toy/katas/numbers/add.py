"""Addition: two numbers become one.

>>> add(2, 2)
4
"""


def add(a: int, b: int) -> int:
    """Raise `TypeError` for anything but whole numbers."""
    raise NotImplementedError
