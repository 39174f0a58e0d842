"""Liskov's principle: who can work with the base can work with the subclass.

Callers know the base class and get an object of some other one. Two things
must hold. First, the override takes every call that the base method takes.
`accepts_all_calls` decides that from two signatures: however `base` may be
called, with arguments by position, by name or both, `sub` may be, too.

    >>> def save(path, mode="w"): ...
    >>> def wider(path, mode="w", *, sync=False): ...
    >>> def renamed(target, mode="w"): ...
    >>> accepts_all_calls(save, wider)
    True
    >>> accepts_all_calls(save, renamed)  # save(path="a.txt") would fail
    False

Both are functions made by `def`. All that counts is which arguments they
take, not what annotations say or bodies do: neither function is ever called.

Second, the override keeps the promises of the base. The textbook breaks them:
its `Square` is a `Rectangle` whose setters keep the sides equal, so whoever
sets the width finds another height, too. Write both classes so that all that
is said of a `Rectangle` holds for each `Square`:

    >>> square = Square(2)
    >>> wide = square.with_width(5)
    >>> (wide.width, wide.height), (square.width, square.height)
    ((5, 2), (2, 2))
"""

from collections.abc import Callable
from typing import Any


def accepts_all_calls(base: Callable[..., Any], sub: Callable[..., Any]) -> bool:
    """Tell whether `sub` accepts every call that `base` accepts."""
    raise NotImplementedError


class Rectangle:
    """Two positive sides. To assign to one of them raises `AttributeError`."""

    def __init__(self, width: float, height: float) -> None:
        """Raise `ValueError` unless both sides are greater than 0."""
        raise NotImplementedError

    @property
    def width(self) -> float:
        raise NotImplementedError

    @property
    def height(self) -> float:
        raise NotImplementedError

    def with_width(self, width: float) -> "Rectangle":
        """Return a rectangle of this width and of the same height as this one.

        Any width greater than 0 will do, every other one is a `ValueError`.
        """
        raise NotImplementedError

    def scaled(self, factor: float) -> "Rectangle":
        """Return a rectangle with both sides multiplied by the factor.

        Any factor greater than 0 will do, every other one is a `ValueError`.
        """
        raise NotImplementedError


class Square(Rectangle):
    """A rectangle that promises more: its sides are equal, and scaled it is a `Square` again."""

    def __init__(self, side: float) -> None:
        """Raise `ValueError` unless the side is greater than 0."""
        raise NotImplementedError

    def scaled(self, factor: float) -> "Square":
        raise NotImplementedError
