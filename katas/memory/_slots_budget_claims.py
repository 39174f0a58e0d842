"""The claims of `slots_budget`: each function tells whether its name is true."""

import sys
from dataclasses import dataclass
from functools import cached_property
from typing import Any


class Plain:
    pass


class Point:
    __slots__ = ("x", "y")


class Name:
    __slots__ = ("name",)


def a_slotted_child_of_a_plain_class_has_a_dict() -> bool:
    class Child(Plain):
        __slots__ = ("z",)

    return hasattr(Child(), "__dict__")


def a_child_of_a_slotted_class_gets_no_dict() -> bool:
    class Child(Point):
        pass

    return not hasattr(Child(), "__dict__")


def an_instance_lists_the_slots_of_all_its_classes() -> bool:
    class Child(Point):
        __slots__ = ("z",)

    return "x" in Child().__slots__ and "z" in Child().__slots__


def a_slot_that_was_never_set_is_none() -> bool:
    return getattr(Point(), "x", "nothing") is None


def a_default_beside_a_slot_of_its_name_is_refused() -> bool:
    try:
        type("Child", (), {"__slots__": ("x",), "x": 0})
    except ValueError:
        return True
    return False


def a_slot_that_the_base_has_costs_memory_again() -> bool:
    class Child(Point):
        __slots__ = ("x", "y")

    return sys.getsizeof(Child()) > sys.getsizeof(Point())


def a_class_may_have_two_bases_with_slots() -> bool:
    try:
        type("Child", (Point, Name), {"__slots__": ()})
    except TypeError:
        return False
    return True


def a_child_of_tuple_may_have_a_slot() -> bool:
    try:
        type("Child", (tuple,), {"__slots__": ("x",)})
    except TypeError:
        return False
    return True


def a_cached_property_works_without_a_dict() -> bool:
    class Child(Point):
        __slots__ = ()

        @cached_property
        def area(self) -> int:
            return 42

    try:
        return Child().area == 42
    except TypeError:
        return False


def a_dataclass_with_slots_is_another_class_than_was_decorated() -> bool:
    class Child:
        x: int

    decorated: Any = dataclass(slots=True)(Child)
    return decorated is not Child
