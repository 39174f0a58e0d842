import pytest

from katas.oop.method_descriptors import (
    BoundMethod,
    ClassMethod,
    InstanceMethod,
    Property,
    StaticMethod,
)

USES = {"fget": "one.size", "fset": "one.size = 1", "fdel": "del one.size"}
DECORATORS = {"fget": "getter", "fset": "setter", "fdel": "deleter"}


def given(*args, **keywords):
    """Stand behind each method here, and tell what it was called with."""
    return args, keywords


def another(*args, **keywords):
    """Do the same, but be another function."""
    return args, keywords


def outcome(action):
    """Return what the action returns, or the exception that it raises."""
    try:
        return action()
    except NotImplementedError:
        raise
    except Exception as error:
        return error


def evaluated(expression, names):
    return outcome(lambda: eval(expression, names))


def executed(statement, names):
    return outcome(lambda: exec(statement, names))


def named_family(**attributes):
    """Return names for a class with these attributes, a subclass, and an object of each."""
    attributes["__repr__"] = lambda self: f"<a {type(self).__name__}>"
    base = type("Base", (), attributes)
    child = type("Child", (base,), {})
    return {"Base": base, "Child": child, "one": base(), "other": child()}


def shown(value):
    if isinstance(value, tuple):
        inner = ", ".join(map(shown, value))
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if value is given or value is another or isinstance(value, type):
        return value.__name__
    return repr(value)


def told(got):
    """Say what an action came to."""
    if isinstance(got, Exception):
        return f"raised {got!r}"
    if hasattr(got, "__func__") and hasattr(got, "__self__"):
        return f"gave a {type(got).__name__} of {shown(got.__func__)} and {shown(got.__self__)}"
    return f"gave {shown(got)}"


def is_bound(got, obj):
    """Tell whether this is a bound method of `given` and that very object."""
    if not isinstance(got, BoundMethod):
        return False
    return getattr(got, "__func__", None) is given and getattr(got, "__self__", None) is obj


# BoundMethod


def test_a_bound_method_puts_its_object_before_the_arguments():
    got = outcome(lambda: BoundMethod(given, "obj")(1, 2, x=3))
    assert got == (("obj", 1, 2), {"x": 3}), (
        "BoundMethod(given, 'obj')(1, 2, x=3) is the call given('obj', 1, 2, x=3), whose "
        f"arguments are (('obj', 1, 2), {{'x': 3}}); it {told(got)}"
    )


def test_a_bound_method_shows_its_function_and_its_object():
    numbers = [1]
    bound = BoundMethod(given, numbers)
    got = outcome(lambda: (bound.__func__, bound.__self__))
    assert got == (given, numbers), (
        "__func__ and __self__ of BoundMethod(given, [1]) are given and [1]; "
        f"reading both {told(got)}"
    )
    assert got[1] is numbers, (
        "__self__ of BoundMethod(given, numbers) must be that very list; it is a copy of it"
    )


def test_bound_methods_of_the_same_function_and_object_are_equal():
    numbers = [1]
    got = outcome(lambda: BoundMethod(given, numbers) == BoundMethod(given, numbers))
    assert got is True, (
        "with numbers = [1], BoundMethod(given, numbers) == BoundMethod(given, numbers) is True: "
        f"the same function, the same object; it {told(got)}"
    )


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda numbers: BoundMethod(another, numbers), "a bound method of another function"),
        (
            lambda numbers: BoundMethod(given, [1]),
            "BoundMethod(given, [1]), whose list is equal but not the same",
        ),
        (lambda numbers: (given, numbers), "the tuple (given, numbers)"),
    ],
    ids=["another-function", "an-equal-object", "no-bound-method"],
)
def test_a_bound_method_equals_nothing_else(make, why):
    numbers = [1]
    bound, other = BoundMethod(given, numbers), make(numbers)
    got = outcome(lambda: bound == other)
    assert got is False, (
        f"with numbers = [1], BoundMethod(given, numbers) does not equal {why}; "
        f"comparing them with == {told(got)}"
    )


def test_equal_bound_methods_have_the_same_hash_whatever_their_object_is():
    numbers = [1]
    one, other = BoundMethod(given, numbers), BoundMethod(given, numbers)

    def hashes():
        before = hash(one)
        numbers.append(2)
        return before, hash(one), hash(other)

    got = outcome(hashes)
    assert isinstance(got, tuple), f"hash() of a method that is bound to a list {told(got)}"
    assert len(set(got)) == 1, (
        "the hashes of a method bound to a list, of the same after the list grew, and of "
        f"an equal one must not differ: {got}"
    )


# InstanceMethod


@pytest.mark.parametrize("obj", ["one", "other"])
def test_through_an_object_an_instance_method_is_bound_to_it(obj):
    names = named_family(method=InstanceMethod(given))
    got = evaluated(f"{obj}.method", names)
    assert is_bound(got, names[obj]), (
        f"Base has method = InstanceMethod(given), and one = Base(), other = Child(): {obj}.method "
        f"is a BoundMethod of given and {obj}; it {told(got)}"
    )


def test_through_the_class_an_instance_method_is_the_function():
    got = evaluated("Base.method", named_family(method=InstanceMethod(given)))
    assert got is given, (
        "Base has method = InstanceMethod(given): in Base.method no object stands before the dot, "
        f"so it is given itself; it {told(got)}"
    )


class Empty:
    """The objects of its subclasses count as false."""

    def __len__(self):
        return 0

    def __repr__(self):
        return "<an empty object>"


def test_an_empty_object_is_bound_like_any_other():
    one = type("Basket", (Empty,), {"method": InstanceMethod(given)})()
    got = outcome(lambda: one.method)
    assert is_bound(got, one), (
        "an object whose len() is 0 counts as false, but it is no None: through it, method = "
        f"InstanceMethod(given) is a BoundMethod of given and that object; reading {told(got)}"
    )


# ClassMethod


@pytest.mark.parametrize(
    ("expression", "cls"),
    [
        ("Base.method", "Base"),
        ("one.method", "Base"),
        ("Child.method", "Child"),
        ("other.method", "Child"),
        ("super(Child, Child).method", "Child"),
    ],
)
def test_a_class_method_is_bound_to_the_class_that_was_asked(expression, cls):
    names = named_family(method=ClassMethod(given))
    got = evaluated(expression, names)
    assert is_bound(got, names[cls]), (
        f"Base has method = ClassMethod(given), and one = Base(), other = Child(): {expression} "
        f"asks {cls}, so it is a BoundMethod of given and {cls}; it {told(got)}"
    )


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [(InstanceMethod, "one", "other"), (ClassMethod, "Base", "Child")],
    ids=["InstanceMethod", "ClassMethod"],
)
def test_two_methods_of_one_descriptor_keep_apart(kind, first, second):
    names = named_family(method=kind(given))
    got = evaluated(f"[call(1, x=2) for call in ({first}.method, {second}.method)]", names)
    assert got == [((names[who], 1), {"x": 2}) for who in (first, second)], (
        f"{first}.method and {second}.method come from one descriptor; both were taken, then both "
        f"called with (1, x=2), which the first has to hand to given after {first}, the second "
        f"after {second}; that {told(got)}"
    )


# StaticMethod


@pytest.mark.parametrize("expression", ["Base.method", "one.method", "Child.method"])
def test_a_static_method_is_the_function_itself(expression):
    got = evaluated(expression, named_family(method=StaticMethod(given)))
    assert got is given, (
        f"Base has method = StaticMethod(given), and one = Base(); {expression} is given itself, "
        f"whoever is asked; it {told(got)}"
    )


def test_a_static_method_can_be_called_in_the_body_of_its_class():
    def body():
        class Base:
            method = StaticMethod(given)
            called = method(1, x=2)

        return Base.called

    got = outcome(body)
    assert got == ((1,), {"x": 2}), (
        "in a class body, after method = StaticMethod(given), method(1, x=2) is the call "
        f"given(1, x=2); it {told(got)}"
    )


# All three kinds of methods


@pytest.mark.parametrize(
    "kind",
    [InstanceMethod, StaticMethod, ClassMethod],
    ids=["InstanceMethod", "StaticMethod", "ClassMethod"],
)
def test_an_attribute_of_the_object_hides_a_method(kind):
    names = named_family(method=kind(given))
    got = executed("one.method = 'own'", names) or evaluated("one.method", names)
    assert got == "own", (
        "after one.method = 'own' the object has an attribute of that name, which hides the "
        f"method of its class; setting and reading it {told(got)}"
    )


# Property


class Functions:
    """Functions for properties; each notes its name and arguments when it is called."""

    def __init__(self):
        self.calls = []

    def make(self, name):
        def function(*args):
            self.calls.append((name, *args))
            return name

        return function

    def named(self, *names):
        """Return the functions by name, as `Property` takes them."""
        return {name: self.make(name) for name in names}

    def used(self, names):
        """Read, set and delete `size`; return which functions were called."""
        del self.calls[:]
        for use in USES.values():
            executed(use, names)
        return [name for name, *_ in self.calls]


@pytest.mark.parametrize("value", ["large", None], ids=repr)
def test_reading_a_property_gives_what_its_getter_returns(value):
    got = evaluated("one.size", named_family(size=Property(lambda self: value)))
    assert got is value, (
        f"one.size is a property whose getter returns {value!r}: reading it {told(got)}"
    )


@pytest.mark.parametrize(("name", "args"), [("fget", ()), ("fset", (1,)), ("fdel", ())])
def test_each_use_of_a_property_calls_its_function_with_the_object(name, args):
    functions = Functions()
    names = named_family(size=Property(**functions.named(*USES)))
    got = executed(USES[name], names)
    due = [(name, names["one"], *args)]
    assert functions.calls == due, (
        f"one is <a Base>, one.size a property with all three functions: the calls for "
        f"`{USES[name]}` are {due}, but they were {functions.calls}; the statement "
        f"{told(got) if got else 'raised nothing'}"
    )


def test_through_the_class_a_property_is_itself():
    size = Property(given)
    got = evaluated("Base.size", named_family(size=size))
    assert got is size, (
        "Base has a property size: in Base.size there is no object to call its getter with, so "
        f"it is the property itself; it {told(got)}"
    )


def test_an_empty_object_has_properties_like_any_other():
    one = type("Basket", (Empty,), {"size": Property(given)})()
    got = outcome(lambda: one.size)
    assert got == ((one,), {}), (
        "an object whose len() is 0 counts as false, but it is no None: its property calls the "
        f"getter with it; reading {told(got)}"
    )


@pytest.mark.parametrize("name", USES)
def test_without_its_function_the_use_of_a_property_is_an_attribute_error(name):
    functions = Functions()
    there = [other for other in USES if other != name]
    names = named_family(size=Property(**functions.named(*there)))
    got = executed(USES[name], names)
    assert isinstance(got, AttributeError), (
        f"one.size is a property with {' and '.join(there)} but no {name}: `{USES[name]}` must "
        f"raise AttributeError; it {told(got) if got else 'raised nothing'}"
    )
    assert not functions.calls, f"`{USES[name]}` was refused, but first it called {functions.calls}"


@pytest.mark.parametrize("kind", [TypeError, AttributeError])
@pytest.mark.parametrize("name", USES)
def test_what_a_function_of_a_property_raises_comes_through(name, kind):
    raises = kind("not today")

    def fail(*args):
        raise raises

    got = executed(USES[name], named_family(size=Property(**{name: fail})))
    assert got is raises, (
        f"`{USES[name]}` called {name}, which raised {raises!r}, and that very error has to come "
        f"out; it {told(got) if got else 'raised nothing'}"
    )


def test_an_attribute_of_the_object_does_not_hide_a_property():
    names = named_family(size=Property(lambda self: "by the getter"))
    vars(names["one"])["size"] = "own"
    got = evaluated("one.size", names)
    assert got == "by the getter", (
        "one.size is a property without a setter, and vars(one)['size'] = 'own': the property goes "
        f"first, whether it can be set or not; reading one.size {told(got)}"
    )


@pytest.mark.parametrize("name", USES)
def test_a_property_can_be_had_anew_with_another_function(name):
    functions = Functions()
    old = Property(**functions.named(*USES))
    new = outcome(lambda: getattr(old, DECORATORS[name])(functions.make("new")))
    used = functions.used(named_family(size=new))
    assert used == ["new" if other == name else other for other in USES], (
        f"old.{DECORATORS[name]}(new), where old has fget, fset and fdel, is a property with new "
        f"for {name} and the other two of old; read, set and deleted, it called {used}"
    )


@pytest.mark.parametrize("name", USES)
def test_the_property_that_it_is_made_from_stays_as_it_is(name):
    functions = Functions()
    old = Property(**functions.named(*USES))
    outcome(lambda: getattr(old, DECORATORS[name])(functions.make("new")))
    used = functions.used(named_family(size=old))
    assert used == list(USES), (
        f"old.{DECORATORS[name]}(new) returns a new property and leaves old alone, which a base "
        f"class may be using; read, set and deleted, old then called {used}"
    )
