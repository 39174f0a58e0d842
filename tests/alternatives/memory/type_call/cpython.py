"""The call of CPython itself."""


def construct(cls, /, *args, **keywords):
    return cls(*args, **keywords)
