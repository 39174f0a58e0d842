"""Plug-in registry, solved with one helper behind two hooks.

A class statement finds the metaclass (the most derived among those of the
bases), asks its `__prepare__` for a namespace, runs the body in it, and calls
the metaclass. There `type.__new__` makes the class, then calls `__set_name__`
on what stands in the body, then `__init_subclass__` of the next class in the
method resolution order, with the keywords that are left. `__init__` of the
metaclass comes next and decorators last.

Both hooks see a finished class, so both can hand it to the same helper. The
keywords decide the rest: `name` and `abstract` must be taken out before the
others travel on, since `object.__init_subclass__` takes none. And the order
decides what a failure leaves behind: travel on first, enter the class after.

The metaclass acts after the whole chain of `__init_subclass__`, so it does
not mind which mix-in failed. The hook is one link of that chain: a mix-in to
its left may still raise when the class is already listed.

Ship `__init_subclass__`. It is plain inheritance, and it composes: a root
made by a metaclass cannot also be an `ABC`, because neither metaclass derives
from the other, until somebody writes a third one that derives from both.
Take a metaclass for what no hook can do: a namespace of your own from
`__prepare__`, `len(Shape)` or `Shape["circle"]`, control over the call.

Two things bite at work. A plug-in exists only once its module was imported,
so somebody must import it: `importlib.metadata.entry_points` does that for
packages. And `@dataclass(slots=True)` makes the class a second time, without
its keywords: here that is a `ValueError`, or the same plug-in under two names.

Interview: "What is a metaclass, and when did you need one?" It is the class
of a class, `type` by default; the class statement calls it. Tell the order of
events above, name users (Enum, ABC, Django's models), say what conflicts and
how to resolve it. Then say that `__init_subclass__`, `__set_name__` and class
decorators have taken over most of the work, and that this registry is one of
the cases. A strong answer adds the price: import has side effects, two roots
on one dict leak into each other, and a test that defines a class registers it
for every test after it.

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
