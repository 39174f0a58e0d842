"""Bound methods are partials; one descriptor for all methods, told by a function what to give."""

import copy
from functools import partial


class BoundMethod(partial):
    @property
    def __func__(self):
        return self.func

    @property
    def __self__(self):
        return self.args[0]

    def __eq__(self, other):
        return type(other) is BoundMethod and self.key() == other.key()

    def __hash__(self):
        return hash(self.key())

    def key(self):
        return self.func, id(self.args[0])


class Descriptor:
    def __init__(self, func):
        self.func = func

    def __get__(self, obj, cls=None):
        return self.give(obj, type(obj) if cls is None else cls)


class InstanceMethod(Descriptor):
    def give(self, obj, cls):
        return self.func if obj is None else BoundMethod(self.func, obj)


class ClassMethod(Descriptor):
    def give(self, obj, cls):
        return BoundMethod(self.func, type(obj) if obj is not None else cls)


class StaticMethod(Descriptor):
    def give(self, obj, cls):
        return self.func

    def __call__(self, *args, **keywords):
        return self.func(*args, **keywords)


class Property:
    def __init__(self, fget=None, fset=None, fdel=None):
        self.functions = {"get": fget, "set": fset, "delete": fdel}

    def call(self, use, *args):
        function = self.functions[use]
        if not function:
            raise AttributeError(f"cannot {use} it")
        return function(*args)

    def __get__(self, obj, cls=None):
        return self if obj is None else self.call("get", obj)

    def __set__(self, obj, value):
        self.call("set", obj, value)

    def __delete__(self, obj):
        self.call("delete", obj)

    def having(self, use, function):
        other = copy.copy(self)
        other.functions = {**self.functions, use: function}
        return other

    def getter(self, function):
        return self.having("get", function)

    def setter(self, function):
        return self.having("set", function)

    def deleter(self, function):
        return self.having("delete", function)
