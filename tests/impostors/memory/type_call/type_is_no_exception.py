# expect: construct\(type, 5\) raised TypeError
"""Treats `type` as any other class, so it cannot tell the class of an object."""


def construct(cls, /, *args, **keywords):
    if not isinstance(cls, type):
        raise TypeError(f"{cls!r} is no class")
    made = cls.__new__(cls, *args, **keywords)
    if cls in type(made).__mro__ and type(made).__init__(made, *args, **keywords) is not None:
        raise TypeError("__init__ should return None")
    return made
