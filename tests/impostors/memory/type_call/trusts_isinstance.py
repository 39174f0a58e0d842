# expect: makes isinstance say yes, but Robot does not inherit
"""Asks `isinstance` who is to be set up, and an ABC or a `__class__` may answer."""


def construct(cls, /, *args, **keywords):
    made = cls.__new__(cls, *args, **keywords)
    if isinstance(made, cls) and type(made).__init__(made, *args, **keywords) is not None:
        raise TypeError("__init__ should return None")
    return made
