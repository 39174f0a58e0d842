from abc import ABC
from collections.abc import Sized
from functools import partial
from pathlib import Path

import pytest

from katas.memory.type_call import construct

FRESH = object()


def outcome(call, /, *args, **keywords):
    """Return what the call returns and None, or None and the exception that it raises."""
    try:
        return call(*args, **keywords), None
    except NotImplementedError:
        raise
    except Exception as error:
        return None, error


def constructed(cls, /, *args, **keywords):
    """Return what `construct` returns; Python has no objection to this call, so it must."""
    made, error = outcome(construct, cls, *args, **keywords)
    if error is not None:
        call = written("construct", (cls, *args), keywords)
        pytest.fail(f"Python can call the class like that, but {call} raised {error!r}")
    return made


def spy(calls, name, *bases, gives=FRESH, returns=None, **body):
    """Return a class whose `__new__` and `__init__` write down how they are called.

    Its `__new__` gives a fresh object unless told otherwise; its `__init__` returns `returns`.
    """

    def new(*args, **keywords):
        calls.append((f"{name}.__new__", args, keywords))
        return object.__new__(args[0]) if gives is FRESH else gives

    def init(*args, **keywords):
        calls.append((f"{name}.__init__", args, keywords))
        return returns

    return type(name, bases, {"__new__": new, "__init__": init, **body})


def shown(value):
    if isinstance(value, type):
        return value.__name__
    return repr(value) if type(value).__module__ == "builtins" else f"<{type(value).__name__}>"


def written(name, args, keywords):
    """Return the call as one would write it."""
    parts = [shown(value) for value in args]
    parts += [f"{key}={shown(value)}" for key, value in keywords.items()]
    return f"{name}({', '.join(parts)})"


def ending(made, error):
    """Return how a call ended, as `outcome` tells it."""
    return shown(made) if error is None else repr(error)


def told(calls):
    return ", then ".join(written(*call) for call in calls) or "no method"


def inits(calls):
    return [call for call in calls if call[0].endswith("__init__")]


def test_new_is_called_with_the_class_and_all_arguments():
    calls = []
    spot = spy(calls, "Spot")
    outcome(construct, spot, 1, x=2)
    assert calls[:1] == [("Spot.__new__", (spot, 1), {"x": 2})], (
        f"Spot(1, x=2) begins with Spot.__new__(Spot, 1, x=2), construct called {told(calls)}"
    )


@pytest.mark.parametrize("gives", [42, None], ids=repr)
def test_what_new_returns_is_what_the_caller_gets(gives):
    calls = []
    spot = spy(calls, "Spot", gives=gives)
    made = constructed(spot, 1)
    assert made is gives, f"Spot.__new__ returned {gives!r}, construct gave {shown(made)}"
    assert not inits(calls), (
        f"Spot.__new__ returned {gives!r}, which is no Spot, yet construct called {told(calls)}"
    )


def test_init_gets_the_object_and_the_same_arguments():
    calls = []
    spot = spy(calls, "Spot")
    made = constructed(spot, 1, x=2)
    assert type(made) is spot, f"Spot.__new__ made a Spot, out of construct came {shown(made)}"
    assert calls[1:] == [("Spot.__init__", (made, 1), {"x": 2})], (
        "after Spot.__new__ comes Spot.__init__(<Spot>, 1, x=2), with that very object, once; "
        f"construct called {told(calls)}"
    )


def test_a_class_that_has_neither_method_inherits_both():
    calls = []
    child = type("Child", (spy(calls, "Base"),), {})
    made = constructed(child, 1, x=2)
    wanted = [("Base.__new__", (child, 1), {"x": 2}), ("Base.__init__", (made, 1), {"x": 2})]
    assert calls == wanted, (
        f"Child inherits the methods of Base: {told(wanted)}; construct called {told(calls)}"
    )


@pytest.mark.parametrize("name", ["cls", "self"])
def test_an_argument_may_go_by_any_name(name):
    calls = []
    made = constructed(spy(calls, "Spot"), **{name: 2})
    assert inits(calls) == [("Spot.__init__", (made,), {name: 2})], (
        f"Spot({name}=2) hands `{name}` to both methods, construct called {told(calls)}"
    )


def test_init_does_not_run_on_an_object_of_a_foreign_class():
    calls = []
    gives = object.__new__(spy(calls, "Other"))
    made = constructed(spy(calls, "Spot", gives=gives), 1)
    assert not inits(calls), (
        "Spot.__new__ returned an Other, which does not inherit from Spot and so is left alone; "
        f"construct called {told(calls)}"
    )
    assert made is gives, f"Spot.__new__ returned an Other, construct gave {shown(made)}"


def test_init_does_not_run_on_an_object_of_a_base_class():
    calls = []
    base = spy(calls, "Base")
    constructed(spy(calls, "Child", base, gives=object.__new__(base)), 1)
    assert not inits(calls), (
        "Child.__new__ returned a Base, which is no Child and so is left alone; "
        f"construct called {told(calls)}"
    )


def test_an_object_of_a_derived_class_gets_the_init_of_its_own_type():
    calls = []

    def choose(cls, *args, **keywords):
        return object.__new__(child)

    base = spy(calls, "Base", __new__=choose)
    child = spy(calls, "Child", base)
    made = constructed(base, 1, x=2)
    assert calls == [("Child.__init__", (made, 1), {"x": 2})], (
        "Base.__new__ returned a Child, which is a Base too: Child.__init__(<Child>, 1, x=2) "
        f"has to run, construct called {told(calls)}"
    )


def test_an_object_that_is_returned_twice_is_set_up_twice():
    calls, kept = [], []

    def keep(cls, *args):
        kept[:] = kept or [object.__new__(cls)]
        return kept[0]

    def init(self, value):
        calls.append(("Only.__init__", (self, value), {}))
        self.value = value

    only = type("Only", (), {"__new__": keep, "__init__": init})
    first, second = constructed(only, 1), constructed(only, 2)
    assert first is second, "Only.__new__ returns the same object twice, construct did not"
    assert calls == [("Only.__init__", (first, 1), {}), ("Only.__init__", (first, 2), {})], (
        "Only.__new__ returns the same object twice, and Only.__init__ has to run each time, "
        f"first with 1, then with 2; construct called {told(calls)}"
    )


@pytest.mark.parametrize("returns", [7, 0], ids=repr)
def test_an_init_that_returns_something_is_refused(returns):
    made, error = outcome(construct, spy([], "Spot", returns=returns))
    assert isinstance(error, TypeError), (
        f"Spot.__init__ returned {returns!r} and not None: a TypeError was due, "
        f"construct gave {ending(made, error)}"
    )


def in_its_dict(calls, wrong):
    def new(cls, *args):
        made = object.__new__(cls)
        made.__init__ = wrong
        return made

    return spy(calls, "Spot", __new__=new)


def by_getattribute(calls, wrong):
    def find(self, name):
        return wrong if name == "__init__" else object.__getattribute__(self, name)

    return spy(calls, "Spot", __getattribute__=find)


@pytest.mark.parametrize("spot_of", [in_its_dict, by_getattribute])
def test_an_attribute_of_the_object_is_not_its_init(spot_of):
    calls = []

    def wrong(*args, **keywords):
        calls.append(("the attribute", args, keywords))

    made = constructed(spot_of(calls, wrong), 1)
    after_new = [call for call in calls if call[0] != "Spot.__new__"]
    assert after_new == [("Spot.__init__", (made, 1), {})], (
        "the object has an attribute `__init__`, but that of its type has to run: "
        f"Spot.__init__(<Spot>, 1); construct called {told(calls)}"
    )


class Agreeable(type):
    """The metaclass of classes that take every object for an instance."""

    def __instancecheck__(cls, instance):
        return True

    def __subclasscheck__(cls, subclass):
        return True


class Dismissive(type):
    """The metaclass of classes that disown the instances of their subclasses."""

    def __instancecheck__(cls, instance):
        return False

    def __subclasscheck__(cls, subclass):
        return False


def test_to_be_registered_with_an_abc_is_not_to_inherit():
    calls = []
    robot = spy(calls, "Robot")
    duck = spy(calls, "Duck", ABC, gives=object.__new__(robot))
    duck.register(robot)
    constructed(duck, 1)
    assert not inits(calls), (
        "Duck.__new__ returned a Robot: Duck.register(Robot) makes isinstance say yes, but Robot "
        f"does not inherit from Duck and is left alone; construct called {told(calls)}"
    )


def test_what_isinstance_was_taught_to_say_does_not_matter():
    calls = []
    gives = object.__new__(spy(calls, "Robot"))
    duck = spy(calls, "Duck", Agreeable("Base", (), {}), gives=gives)
    constructed(duck, 1)
    assert not inits(calls), (
        "Duck.__new__ returned a Robot: a metaclass with `__instancecheck__` makes isinstance say "
        f"yes, but it does not inherit from Duck and is left alone; construct called {told(calls)}"
    )


def test_an_object_that_claims_the_class_is_left_alone():
    calls = []
    robot = spy(calls, "Robot", __class__=property(lambda self: duck))
    duck = spy(calls, "Duck", gives=object.__new__(robot))
    constructed(duck, 1)
    assert not inits(calls), (
        "Duck.__new__ returned a Robot that gives Duck for its `__class__`: it does not inherit "
        f"from Duck and is left alone; construct called {told(calls)}"
    )


def test_an_object_of_a_derived_class_is_set_up_even_if_isinstance_says_no():
    calls = []

    def choose(cls, *args):
        return object.__new__(child)

    base = spy(calls, "Base", Dismissive("Root", (), {}), __new__=choose)
    child = spy(calls, "Child", base)
    made = constructed(base, 1)
    assert calls == [("Child.__init__", (made, 1), {})], (
        "Base.__new__ returned a Child, which inherits from Base though isinstance was taught to "
        f"say no: Child.__init__(<Child>, 1) has to run, construct called {told(calls)}"
    )


def test_an_object_that_denies_its_class_is_set_up():
    calls = []
    other = spy(calls, "Other")
    made = constructed(spy(calls, "Spot", __class__=property(lambda self: other)), 1)
    assert [name for name, *_ in calls] == ["Spot.__new__", "Spot.__init__"], (
        "a Spot that gives Other for its `__class__` is a Spot: Spot.__init__ has to run, "
        f"construct called {told(calls)}"
    )
    assert calls[-1][1][0] is made, "Spot.__init__ got another object than the caller did"


@pytest.mark.parametrize(
    ("method", "before"), [("__new__", []), ("__init__", ["Spot.__new__"])], ids=["new", "init"]
)
def test_what_a_method_raises_comes_through_untouched(method, before):
    calls, raises = [], TypeError("not today")

    def fail(*args):
        calls.append((f"Spot.{method}", args, {}))
        raise raises

    made, error = outcome(construct, spy(calls, "Spot", **{method: fail}), 1)
    assert error is raises, (
        f"Spot.{method} raised {raises!r}, and that very error has to come out; "
        f"construct gave {ending(made, error)}"
    )
    assert [name for name, *_ in calls] == [*before, f"Spot.{method}"], (
        f"Spot.{method} raised {raises!r}, and that ends the call; construct called {told(calls)}"
    )


@pytest.mark.parametrize(
    "call",
    [
        partial(int, "ff", base=16),
        partial(int, "?"),
        partial(bool, 0),
        partial(tuple, "ab"),
        partial(dict, [("a", 1)], b=2),
        partial(ValueError, "bad", 7),
        partial(Path, "a", "b"),
        partial(Sized),
    ],
    ids=lambda call: written(call.func.__name__, call.args, call.keywords),
)
def test_classes_of_python_itself_are_called_like_any_other(call):
    want, refused = outcome(call)
    made, error = outcome(construct, call.func, *call.args, **call.keywords)
    assert (type(made), repr(made), type(error)) == (type(want), repr(want), type(refused)), (
        f"{written(call.func.__name__, call.args, call.keywords)} gives "
        f"{ending(want, refused)}, construct gave {ending(made, error)}"
    )


@pytest.mark.parametrize("defined", ["", "__new__", "__init__", "__new__ __init__"])
def test_object_minds_surplus_arguments_as_ever(defined):
    methods = {
        "__new__": lambda cls, *args: object.__new__(cls),
        "__init__": lambda self, *args: None,
    }
    spot = type("Spot", (), {name: methods[name] for name in defined.split()})
    for args in [(), (1,)]:
        want, refused = outcome(spot, *args)
        made, error = outcome(construct, spot, *args)
        assert (type(made), type(error)) == (type(want), type(refused)), (
            f"Spot defines {defined or 'neither method'}, and {written('Spot', args, {})} gives "
            f"{ending(want, refused)}; construct gave {ending(made, error)}"
        )


class Meta(type):
    """A metaclass that changes nothing."""


@pytest.mark.parametrize("metaclass", [type, Meta])
def test_a_metaclass_is_called_like_any_other_class(metaclass):
    made = constructed(metaclass, "Small", (int,), {"size": 1})
    got = type(made), getattr(made, "__bases__", None), getattr(made, "size", None)
    assert got == (metaclass, (int,), 1), (
        f"{metaclass.__name__}('Small', (int,), {{'size': 1}}) makes a class; of construct's "
        f"result class, bases and size are {got}"
    )


@pytest.mark.parametrize("value", [5, Meta], ids=shown)
def test_type_with_one_argument_tells_the_class_of_it(value):
    made = constructed(type, value)
    assert made is type(value), (
        f"type({shown(value)}) is {type(value).__name__}, construct gave {shown(made)}"
    )


@pytest.mark.parametrize(
    "call",
    [partial(type), partial(type, 5, x=1), partial(type, 5, 6), partial(Meta, 5)],
    ids=lambda call: written(call.func.__name__, call.args, call.keywords),
)
def test_no_other_call_of_a_metaclass_tells_a_class(call):
    made, error = outcome(construct, call.func, *call.args, **call.keywords)
    assert isinstance(error, TypeError), (
        f"{written(call.func.__name__, call.args, call.keywords)} is a TypeError: only `type` "
        "tells a class, and only with one positional argument and no other; "
        f"construct gave {ending(made, error)}"
    )


@pytest.mark.parametrize("thing", [5, "int"], ids=repr)
def test_what_is_no_class_is_refused(thing):
    made, error = outcome(construct, thing)
    assert isinstance(error, TypeError), (
        f"{thing!r} is no class: a TypeError was due, construct gave {ending(made, error)}"
    )


def test_an_object_is_no_class_and_none_of_its_methods_is_called():
    calls = []
    spot = object.__new__(spy(calls, "Spot", gives=42))
    made, error = outcome(construct, spot, 1)
    assert not calls, f"an instance of Spot is no class, yet construct called {told(calls)}"
    assert isinstance(error, TypeError), (
        "an instance of Spot is no class: a TypeError was due, "
        f"construct gave {ending(made, error)}"
    )
