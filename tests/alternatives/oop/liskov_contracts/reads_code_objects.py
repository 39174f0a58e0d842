"""Reads code objects instead of signatures; the shapes are tuples."""

from inspect import CO_VARARGS, CO_VARKEYWORDS
from operator import itemgetter


class Parameters:
    def __init__(self, function):
        code = function.__code__
        self.places = code.co_varnames[: code.co_argcount]
        self.unnamed = code.co_posonlyargcount
        self.keyword_only = code.co_varnames[code.co_argcount :][: code.co_kwonlyargcount]
        self.least = len(self.places) - len(function.__defaults__ or ())
        self.optional_names = function.__kwdefaults__ or {}
        self.any_number = bool(code.co_flags & CO_VARARGS)
        self.any_name = bool(code.co_flags & CO_VARKEYWORDS)

    def takes(self, count):
        enough = count >= min(self.least, self.unnamed)
        return enough and (self.any_number or count <= len(self.places))

    def needs(self, count):
        missing = self.places[max(count, self.unnamed) : max(count, self.least)]
        return {*missing, *self.keyword_only} - {*self.optional_names}

    def understands(self, name, count):
        free = max(count, self.unnamed)
        if name in self.places[self.unnamed : free]:
            return False
        return self.any_name or name in (*self.places[free:], *self.keyword_only)


def accepts_all_calls(base, sub):
    old, new = Parameters(base), Parameters(sub)
    names = {*old.places, *new.places, *old.keyword_only, *new.keyword_only, "?"}
    for count in range(len(old.places) + len(new.places) + 2):
        if not old.takes(count):
            continue
        if not new.takes(count) or new.needs(count) - old.needs(count):
            return False
        if any(old.understands(n, count) and not new.understands(n, count) for n in names):
            return False
    return True


class Rectangle(tuple):
    __slots__ = ()

    def __new__(cls, width, height):
        if width > 0 and height > 0:
            return super().__new__(cls, (width, height))
        raise ValueError((width, height))

    width = property(itemgetter(0))
    height = property(itemgetter(1))

    def with_width(self, width):
        return Rectangle(width, self.height)

    def scaled(self, factor):
        return Rectangle(self.width * factor, self.height * factor)


class Square(Rectangle):
    __slots__ = ()

    def __new__(cls, side):
        return super().__new__(cls, side, side)

    def scaled(self, factor):
        return Square(self.width * factor)
