# expect: Child.__init__\(<Child>, 1, x=2\) has to run, construct called Base.__init__
"""Takes `__init__` from the class that was called, though the object is of a derived one."""


def construct(cls, /, *args, **keywords):
    made = cls.__new__(cls, *args, **keywords)
    if cls in type(made).__mro__:
        cls.__init__(made, *args, **keywords)
    return made
