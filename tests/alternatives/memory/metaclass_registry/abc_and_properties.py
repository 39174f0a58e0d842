"""Roots in a table aside, a metaclass on ABCMeta with a property, a hook with a descriptor."""

import re
from abc import ABCMeta
from collections.abc import Mapping
from weakref import WeakKeyDictionary

TABLE = WeakKeyDictionary()


class View(Mapping):
    def __init__(self, root):
        self.root = root

    def __getitem__(self, name):
        return TABLE[self.root][name]

    def __iter__(self):
        return iter(TABLE[self.root])

    def __len__(self):
        return len(TABLE[self.root])


def root_of(cls):
    return next(parent for parent in cls.__mro__ if parent in TABLE)


def sign_up(cls, name, abstract):
    if not any(parent in TABLE for parent in cls.__mro__):
        TABLE[cls] = {}
        return
    if abstract:
        return
    if name is None:
        words = re.findall("^[^A-Z]+|[A-Z][^A-Z]*", cls.__name__)
        name = "_".join(word.lower() for word in words)
    elif not isinstance(name, str):
        raise TypeError("str wanted")
    if TABLE[root_of(cls)].setdefault(name, cls) is not cls:
        raise ValueError("taken")


def build(cls, name, args, keywords):
    known = TABLE[root_of(cls)]
    try:
        plugin = known[name]
    except KeyError:
        raise LookupError(sorted(known)) from None
    return plugin(*args, **keywords)


class RegistryMeta(ABCMeta):
    def __new__(mcls, class_name, bases, namespace, *, name=None, abstract=False, **others):
        return super().__new__(mcls, class_name, bases, namespace, **others)

    def __init__(cls, class_name, bases, namespace, *, name=None, abstract=False, **others):
        super().__init__(class_name, bases, namespace)
        sign_up(cls, name, abstract)

    @property
    def registry(cls):
        return View(root_of(cls))

    def create(cls, name, /, *args, **keywords):
        return build(cls, name, args, keywords)


class OfTheRoot:
    def __get__(self, instance, owner):
        return View(root_of(owner))


class Registered:
    registry = OfTheRoot()

    def __init_subclass__(cls, *, name=None, abstract=False, **others):
        super().__init_subclass__(**others)
        sign_up(cls, name, abstract)

    @classmethod
    def create(cls, name, /, *args, **keywords):
        return build(cls, name, args, keywords)
