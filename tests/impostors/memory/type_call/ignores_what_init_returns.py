# expect: returned 7 and not None
"""Drops what `__init__` returns without a look."""


def construct(cls, /, *args, **keywords):
    made = cls.__new__(cls, *args, **keywords)
    if cls in type(made).__mro__:
        type(made).__init__(made, *args, **keywords)
    return made
