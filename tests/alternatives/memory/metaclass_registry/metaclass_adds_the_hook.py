"""The metaclass only slips the hook in among the bases of a root."""

from collections import UserDict
from types import MappingProxyType


class Plugins(UserDict):
    def __setitem__(self, name, plugin):
        if type(name) is not str:
            raise TypeError(name)
        if name in self:
            raise ValueError(name)
        super().__setitem__(name, plugin)


def snake(name):
    first, *rest = name
    return (first + "".join("_" * char.isupper() + char for char in rest)).lower()


class Registered:
    def __init_subclass__(cls, name=None, abstract=False, **others):
        super().__init_subclass__(**others)
        roots = [base for base in cls.__mro__ if Registered in base.__bases__]
        if roots[0] is cls:
            cls.plugins = Plugins()
            cls.registry = MappingProxyType(cls.plugins)
            return
        if abstract:
            return
        roots[0].plugins[snake(cls.__name__) if name is None else name] = cls

    @classmethod
    def create(*args, **options):
        cls, name, *rest = args
        plugin = cls.plugins.get(name)
        if plugin is None:
            raise KeyError(name, *cls.plugins)
        return plugin(*rest, **options)


class RegistryMeta(type):
    def __new__(mcls, class_name, bases, namespace, **keywords):
        if not any(issubclass(base, Registered) for base in bases):
            bases = (*bases, Registered)
        return super().__new__(mcls, class_name, bases, namespace, **keywords)
