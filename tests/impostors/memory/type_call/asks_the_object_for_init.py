# expect: that of its type has to run
"""Calls `made.__init__(...)`, and so an attribute of the object goes before its class."""


def construct(cls, /, *args, **keywords):
    made = cls.__new__(cls, *args, **keywords)
    if cls in type(made).__mro__ and made.__init__(*args, **keywords) is not None:
        raise TypeError("__init__ should return None")
    return made
