# expect: construct called Spot.__new__\(1, x=2\)
"""Takes `__new__` for a method that is bound to the class, so the class is never handed in."""


def construct(cls, /, *args, **keywords):
    made = cls.__new__(*args, **keywords)
    if cls in type(made).__mro__:
        type(made).__init__(made, *args, **keywords)
    return made
