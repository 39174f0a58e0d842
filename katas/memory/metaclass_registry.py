"""A plug-in registry, twice: to subclass is to sign up.

Write it as a metaclass and again with `__init_subclass__`. A class built
straight on either is a root, and the classes below it are its plug-ins.
Only the root's first line tells the two apart:

    >>> class Shape(metaclass=RegistryMeta):  # or: class Shape(Registered):
    ...     pass
    >>> class Circle(Shape):
    ...     def __init__(self, radius):
    ...         self.radius = radius
    >>> class UnitCircle(Circle, name="unit"):
    ...     pass
    >>> sorted(Shape.registry)
    ['circle', 'unit']
    >>> Shape.create("circle", radius=2).radius
    2

A plug-in goes by its `name`, or else by its class name in snake case: an
underscore before each capital but a leading one, all in lower case
(`XMLFile` is `x_m_l_file`). Any `str` is a name, anything else is a
`TypeError`; a taken name is a `ValueError`, and the first class keeps it.
With `abstract=True` a class stays out. Neither keyword is inherited.

Roots share nothing. `registry` is a live view, read-only: to assign to an
item of it or to delete one is a `TypeError`.

Every other keyword, a root's too, goes on to the `__init_subclass__` of
mix-ins; one that nobody takes is Python's usual `TypeError`. A class that
could not be made, because a `__set_name__` in its body raised, or a mix-in
to the right of the plug-in's base did, leaves no entry behind.
"""

from collections.abc import Mapping
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
        """Return the new class."""
        raise NotImplementedError

    def create(cls, name: str, /, *args: Any, **keywords: Any) -> Any:
        """Call the plug-in of that name with the other arguments.

        What it raises comes through untouched. An unknown name is a
        `LookupError` whose text lists the known ones.
        """
        raise NotImplementedError


class Registered:
    registry: ClassVar[Mapping[str, type[Any]]]

    def __init_subclass__(
        cls,
        *,
        name: str | None = None,
        abstract: bool = False,
        **keywords: Any,
    ) -> None:
        raise NotImplementedError

    @classmethod
    def create(cls, name: str, /, *args: Any, **keywords: Any) -> Any:
        """Do as `RegistryMeta.create` does."""
        raise NotImplementedError
