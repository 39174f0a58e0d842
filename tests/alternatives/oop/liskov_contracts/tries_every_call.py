"""Makes all calls with `Signature.bind`; the shapes are frozen dataclasses."""

import itertools
from dataclasses import dataclass
from inspect import signature


def accepts(function, count, keywords):
    try:
        signature(function).bind(*range(count), **dict.fromkeys(keywords))
    except TypeError:
        return False
    return True


def accepts_all_calls(base, sub):
    names = {*signature(base).parameters, *signature(sub).parameters, "some_other_name"}
    return not any(
        accepts(base, count, keywords) and not accepts(sub, count, keywords)
        for count in range(len(names) + 1)
        for size in range(len(names) + 1)
        for keywords in itertools.combinations(names, size)
    )


@dataclass(frozen=True)
class Rectangle:
    width: float
    height: float

    def __post_init__(self):
        if not min(self.width, self.height) > 0:
            raise ValueError(self)

    def with_width(self, width):
        return Rectangle(width=width, height=self.height)

    def scaled(self, factor):
        return Rectangle(factor * self.width, factor * self.height)


class Square(Rectangle):
    def __init__(self, side):
        super().__init__(side, side)

    def scaled(self, factor):
        return Square(factor * self.width)
