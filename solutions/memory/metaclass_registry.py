"""Plug-in registry, solved with one helper behind two hooks.

A class statement finds the most derived metaclass among the bases', asks its
`__prepare__` for a namespace, runs the body in it and calls the metaclass.
There `type.__new__` makes the class, calls `__set_name__` on what stands in
the body, then `__init_subclass__` of the next class in the method resolution
order, with the keywords that are left. The metaclass's `__init__` follows,
decorators come last.

Both hooks see a finished class, so one helper serves both. `name` and
`abstract` are taken out before the rest travels on, since at the end of the
chain `object.__init_subclass__` takes no keyword. And the class is entered
last, so a failure on the way finds nothing to undo. Here the two differ: the
metaclass waits for the whole chain, whereas the hook is one link of it, and a
mix-in to its left may still raise when the class is already listed.

Ship `__init_subclass__`: it is plain inheritance and combines with anything.
A root with this metaclass cannot be an `ABC` as well, for neither metaclass
derives from the other, until somebody writes a third that derives from both.
Take a metaclass for what no hook can do: `len(Shape)`, `Shape["circle"]`, a
namespace of your own, a say in what calling the class does.

Two things bite at work. A plug-in exists once its module was imported, and
somebody must import it: `importlib.metadata` has `entry_points` for that. And
`@dataclass(slots=True)` makes each class twice, the second time without
keywords: here that is a `ValueError`, or one plug-in under two names.

Interview: "What is a metaclass, and when did you need one?" It is the class
of a class, `type` unless you say otherwise, and a class statement is a call
of it. Tell the order of events; name users (`Enum`, `ABC`, Django's models);
say how two of them conflict and what resolves it. Then say that
`__init_subclass__`, `__set_name__` and class decorators took over most of the
work, this registry included. A strong answer knows the price: importing has
side effects, and a plug-in defined in one test is there in all that follow.

Hints
-----
1. Which call makes the class object, and which keywords may reach it?
2. How can a class tell whether it has a root above it? Attributes of a root
   are visible in all that inherits from it.
3. Let the root own a dict and a `types.MappingProxyType` around it. A plug-in
   finds both by plain attribute access.
4. In both hooks: call `super()` with the other keywords, then a helper that
   returns early for a root and an abstract class, checks the name, and stores.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar


class RegistryMeta(type):
    registry: Mapping[str, type[Any]]

    def __new__(
        mcls,
        class_name: str,
        bases: tuple[type[Any], ...],
        namespace: dict[str, Any],
        /,
        *,
        name: str | None = None,
        abstract: bool = False,
        **keywords: Any,
    ) -> Any:
        cls = super().__new__(mcls, class_name, bases, namespace, **keywords)
        _enter(cls, name, abstract)
        return cls

    def create(cls, name: str, /, *args: Any, **keywords: Any) -> Any:
        return _find(cls.registry, name)(*args, **keywords)


class Registered:
    registry: ClassVar[Mapping[str, type[Any]]]

    def __init_subclass__(
        cls,
        *,
        name: str | None = None,
        abstract: bool = False,
        **keywords: Any,
    ) -> None:
        super().__init_subclass__(**keywords)
        _enter(cls, name, abstract)

    @classmethod
    def create(cls, name: str, /, *args: Any, **keywords: Any) -> Any:
        return _find(cls.registry, name)(*args, **keywords)


def _enter(cls: Any, name: str | None, abstract: bool) -> None:
    if not hasattr(cls, "_plugins"):
        cls._plugins = {}
        cls.registry = MappingProxyType(cls._plugins)
    elif not abstract:
        _add(cls._plugins, _snake_case(cls.__name__) if name is None else name, cls)


def _add(plugins: dict[str, type[Any]], name: str, plugin: type[Any]) -> None:
    if not isinstance(name, str):
        raise TypeError(f"a plug-in's name must be a str, not {name!r}")
    if name in plugins:
        raise ValueError(f"{name!r} is taken by {plugins[name].__qualname__}")
    plugins[name] = plugin


def _find(registry: Mapping[str, type[Any]], name: str) -> type[Any]:
    if name not in registry:
        raise LookupError(f"no plug-in {name!r}, only {', '.join(registry)}")
    return registry[name]


def _snake_case(name: str) -> str:
    return re.sub("(?<!^)(?=[A-Z])", "_", name).lower()
