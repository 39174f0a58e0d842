# expect: an instance of Spot is no class, yet construct called Spot.__new__
"""Leaves it to `__new__` to notice that it was given no class."""


def construct(cls, /, *args, **keywords):
    if cls is type and len(args) == 1 and not keywords:
        return type(args[0])
    made = cls.__new__(cls, *args, **keywords)
    if cls in type(made).__mro__ and type(made).__init__(made, *args, **keywords) is not None:
        raise TypeError("__init__ should return None")
    return made
