"""The fragments and the facts that `object_lifetimes` asks about. Given: leave them as they are.

Each fragment makes an object and returns it; its caller drops it at once. The list `kept`
is the caller's and outlives the object, as does all that this module owns.
"""

import functools
import gc
import threading
import weakref
from collections.abc import Callable, Iterator
from typing import Any

Kept = list[Any]


class Thing:
    """What is made and dropped. It has attributes, and weak references to it are allowed."""

    name = "thing"
    status = "new"
    link: Any = None

    def close(self) -> None:
        self.status = "closed"


class ClosingThing(Thing):
    def __del__(self) -> None:
        self.close()


class Report(Thing):
    @functools.lru_cache  # noqa: B019
    def render(self) -> str:
        return self.name.title()


class Buffer(bytearray):
    """A bytearray to which weak references are allowed."""


def pages(thing: Thing) -> Iterator[str]:
    yield f"{thing.name}, page 1"
    yield f"{thing.name}, page 2"


# Fragments: links


def parent_and_child(kept: Kept) -> Thing:
    parent, child = Thing(), Thing()
    parent.link, child.link = child, parent
    return parent


def weakly_known_parent(kept: Kept) -> Thing:
    parent, child = Thing(), Thing()
    parent.link, child.link = child, weakref.ref(parent)
    return parent


def cycle_with_del(kept: Kept) -> Thing:
    parent, child = ClosingThing(), ClosingThing()
    parent.link, child.link = child, parent
    return parent


# Fragments: functions


def own_method_in_an_attribute(kept: Kept) -> Thing:
    thing = Thing()
    thing.link = thing.close
    return thing


def inner_recursive_function(kept: Kept) -> Thing:
    thing = Thing()

    def countdown(n: int) -> str:
        return countdown(n - 1) if n else thing.name

    countdown(3)
    return thing


def cached_method(kept: Kept) -> Thing:
    report = Report()
    report.render()
    return report


# Fragments: errors


def error_told(kept: Kept) -> Thing:
    thing = Thing()
    try:
        int("three")
    except ValueError as error:
        thing.status = str(error)
    return thing


def error_in_a_variable(kept: Kept) -> Thing:
    thing, problem = Thing(), None
    try:
        int("three")
    except ValueError as error:
        problem = error
    thing.status = str(problem)
    return thing


def error_kept(kept: Kept) -> Thing:
    thing = Thing()
    try:
        int("three")
    except ValueError as error:
        kept.append(error)
    return thing


# Fragments: things that run


def generator_half_way(kept: Kept) -> Thing:
    thing = Thing()
    generator = pages(thing)
    next(generator)
    kept.append(generator)
    return thing


def generator_at_its_end(kept: Kept) -> Thing:
    thing = Thing()
    generator = pages(thing)
    list(generator)
    kept.append(generator)
    return thing


def timer_not_due_yet(kept: Kept) -> Thing:
    thing = Thing()
    timer = threading.Timer(3600, thing.close)
    timer.daemon = True
    timer.start()
    return thing


def thread_that_has_ended(kept: Kept) -> Thing:
    thing = Thing()
    thread = threading.Thread(target=thing.close)
    thread.start()
    thread.join()
    kept.append(thread)
    return thing


# Fragments: weak references, and what only looks small


def finalizer_with_a_method_of_its_own(kept: Kept) -> Thing:
    thing = Thing()
    thing.link = weakref.finalize(thing, thing.close)
    return thing


def finalizer_with_a_method_of_another(kept: Kept) -> Thing:
    thing = Thing()
    thing.link = weakref.finalize(thing, kept.append, thing.name)
    return thing


def weak_key_of_its_own_method(kept: Kept) -> Thing:
    thing = Thing()
    actions: weakref.WeakKeyDictionary[Thing, Callable[[], None]] = weakref.WeakKeyDictionary()
    actions[thing] = thing.close
    kept.append(actions)
    return thing


def first_bytes_of_a_buffer(kept: Kept) -> Buffer:
    buffer = Buffer(1_000_000)
    kept.append(memoryview(buffer)[:16])
    return buffer


def class_made_in_a_function(kept: Kept) -> type:
    class Local:
        pass

    return Local


# Facts: does the name tell the truth? Nothing is collected but by the calls of `gc.collect`.


class Point:
    __slots__ = ("x", "y")


class Partner(Thing):
    """Notes the name of its partner at its end."""

    def __init__(self, name: str, log: list[str]) -> None:
        self.name, self.log = name, log

    def __del__(self) -> None:
        self.log.append(self.link.name)


class Phoenix(Thing):
    """Puts itself into a list at its end."""

    def __init__(self, log: list[Any]) -> None:
        self.log = log

    def __del__(self) -> None:
        self.log.append(self)


def nothing_is_freed_without_a_collection() -> bool:
    thing = Thing()
    reference = weakref.ref(thing)
    del thing
    return reference() is not None


def an_instance_with_slots_is_tracked() -> bool:
    return gc.is_tracked(Point())


def bytes_are_tracked() -> bool:
    return gc.is_tracked(bytes(1_000_000))


def an_old_cycle_outlives_a_young_collection() -> bool:
    thing = Thing()
    thing.link = thing
    reference = weakref.ref(thing)
    gc.collect()
    del thing
    gc.collect(generation=0)
    return reference() is not None


def each_del_of_a_cycle_finds_the_other_intact() -> bool:
    log: list[str] = []
    ann, bob = Partner("ann", log), Partner("bob", log)
    ann.link, bob.link = bob, ann
    del ann, bob
    gc.collect()
    return sorted(log) == ["ann", "bob"]


def del_runs_again_after_a_resurrection() -> bool:
    log: list[Any] = []
    Phoenix(log)
    log.clear()
    return len(log) == 1


def a_finalizer_is_called_for_a_cycle() -> bool:
    log: list[str] = []
    thing = Thing()
    thing.link = thing
    weakref.finalize(thing, log.append, "gone")
    del thing
    gc.collect()
    return log == ["gone"]


def a_weak_reference_in_the_same_cycle_calls_back() -> bool:
    log: list[Any] = []
    thing = Thing()
    thing.link = [thing, weakref.ref(thing, log.append)]
    del thing
    gc.collect()
    return len(log) == 1
