"""Finds both methods in the dicts of the classes and binds them itself."""


def find(kind, name, instance):
    for base in type.__dict__["__mro__"].__get__(kind):
        if name in vars(base):
            found = vars(base)[name]
            bind = getattr(type(found), "__get__", None)
            return bind(found, instance, kind) if bind else found
    raise AttributeError(name)


def construct(cls, /, *args, **keywords):
    if not issubclass(type(cls), type):
        raise TypeError(cls)
    if (cls, len(args), len(keywords)) == (type, 1, 0):
        return type(*args)
    made = find(cls, "__new__", None)(cls, *args, **keywords)
    if not type.__subclasscheck__(cls, type(made)):
        return made
    if find(type(made), "__init__", made)(*args, **keywords) is None:
        return made
    raise TypeError("None wanted")
