# expect: has to run each time
"""Leaves an object alone that has attributes, for it must have been set up before."""


def construct(cls, /, *args, **keywords):
    made = cls.__new__(cls, *args, **keywords)
    if cls in type(made).__mro__ and not getattr(made, "__dict__", None):
        type(made).__init__(made, *args, **keywords)
    return made
