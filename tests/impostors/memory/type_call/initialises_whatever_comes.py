# expect: returned an Other, which does not inherit from Spot
"""Runs `__init__` on every object, as if `__new__` could only return one of the class."""


def construct(cls, /, *args, **keywords):
    made = cls.__new__(cls, *args, **keywords)
    type(made).__init__(made, *args, **keywords)
    return made
