import copy
import gc
import itertools
import pickle
import weakref

import pytest

from dojo.kit.memory import is_gone
from katas.memory.immutable_init import Money, Reading, Symbol, Version

ARGUMENTS = {Reading: (21.5, "roof"), Version: ("1.10.2",), Money: (500, "EUR"), Symbol: ("loop",)}
ATTRIBUTES = {Reading: ["sensor"], Money: ["cents", "currency"], Symbol: ["name", "number"]}
COPIES = {
    "copy.copy": copy.copy,
    "copy.deepcopy": copy.deepcopy,
    "pickle with protocol 2": lambda thing: pickle.loads(pickle.dumps(thing, 2)),
    "pickle with protocol 3": lambda thing: pickle.loads(pickle.dumps(thing, 3)),
    "pickle with protocol 4": lambda thing: pickle.loads(pickle.dumps(thing, 4)),
    "pickle with protocol 5": lambda thing: pickle.loads(pickle.dumps(thing, 5)),
}


def done(what, call, /, *args, **keywords):
    """Return what the call gives; that it raises anything is a failure."""
    __tracebackhide__ = True
    try:
        return call(*args, **keywords)
    except NotImplementedError:
        raise
    except Exception as error:
        problem = f"{type(error).__name__}: {error}"
    pytest.fail(f"{what} raised {problem}")


def made(cls, *args, **keywords):
    """Return what the class makes of these arguments."""
    __tracebackhide__ = True
    written = [repr(arg) for arg in args] + [f"{key}={keywords[key]!r}" for key in keywords]
    return done(f"{cls.__name__}({', '.join(written)})", cls, *args, **keywords)


def error_of(call, /, *args):
    """Return what the call raises, None if it raises nothing."""
    try:
        call(*args)
    except NotImplementedError:
        raise
    except Exception as error:
        return error
    return None


def told(thing):
    """Return class, value and attributes of one of our objects, as one would write them."""
    value = [plain(thing) for plain in (float, tuple) if isinstance(thing, plain)]
    names = [name for names in ATTRIBUTES.values() for name in names if hasattr(thing, name)]
    parts = [repr(one) for one in value] + [f"{name}={getattr(thing, name)!r}" for name in names]
    return f"{type(thing).__name__}({', '.join(parts)})"


def child_of(cls):
    """Return a subclass that adds nothing, where pickle finds it."""
    global Child

    class Child(cls):
        """Adds nothing."""

    return Child


def named(value):
    return value.__name__ if isinstance(value, type) else str(value)


@pytest.mark.parametrize("value", [21.5, "21.5"], ids=repr)
def test_a_reading_is_the_number_that_float_makes_of_the_value(value):
    reading = made(Reading, value, "roof")
    assert isinstance(reading, Reading), f"Reading({value!r}, 'roof') gave {reading!r}, no Reading"
    assert float(reading) == float(value), (
        f"Reading({value!r}, 'roof') is the number {float(reading)}: `float.__new__` makes the "
        f"number, and it was to get {value!r}"
    )


def test_a_reading_knows_its_sensor():
    roof, cellar = made(Reading, 21.5, "roof"), made(Reading, 21.5, sensor="cellar")
    got = roof.sensor, cellar.sensor
    assert got == ("roof", "cellar"), f"two readings, of 'roof' and 'cellar', say that of {got}"


@pytest.mark.parametrize(("value", "error"), [("warm", ValueError), (None, TypeError)], ids=named)
def test_a_reading_refuses_what_float_refuses(value, error):
    got = error_of(Reading, value, "roof")
    assert isinstance(got, error), (
        f"float({value!r}) raises {error.__name__}, and Reading({value!r}, 'roof') has to; "
        f"its error was {got!r}"
    )


def test_what_is_calculated_with_readings_is_a_plain_float():
    roof, cellar = made(Reading, 21.5, "roof"), made(Reading, 10.0, "cellar")
    for what, got, want in [
        ("roof - cellar", roof - cellar, 11.5),
        ("roof + 1", roof + 1, 22.5),
        ("-roof", -roof, -21.5),
    ]:
        assert (type(got), got) == (float, want), (
            f"roof is 21.5 and cellar is 10.0: {what} is the float {want}, and no sensor measured "
            f"it; we got {told(got)}"
        )


def test_a_reading_compares_and_hashes_as_its_number():
    roof, cellar = made(Reading, 21.5, "roof"), made(Reading, 21.5, "cellar")
    assert roof == cellar == 21.5, "two sensors read 21.5: both readings are equal to 21.5"
    found = {roof, cellar} & {21.5}
    assert len(found) == 1, "readings of 21.5 were not found in a set by 21.5: equal, equal hash"


@pytest.mark.parametrize(("text", "numbers"), [("1.10.2", (1, 10, 2)), ("7", (7,))], ids=named)
def test_a_version_is_the_tuple_of_its_numbers(text, numbers):
    version = made(Version, text)
    assert isinstance(version, Version), f"Version({text!r}) gave {version!r}, which is no Version"
    assert tuple(version) == numbers, (
        f"Version({text!r}) has the items {tuple(version)}, not {numbers}: a tuple has the items "
        "that `tuple.__new__` got"
    )


def test_versions_compare_and_hash_as_their_numbers():
    old, new = made(Version, "1.9"), made(Version, "1.10")
    assert old < new, "9 is less than 10, but Version('1.9') < Version('1.10') is false"
    assert new == made(Version, "1.10") == (1, 10), "Version('1.10') was not equal to (1, 10)"
    assert new in {(1, 10)}, "Version('1.10') was not found in {(1, 10)}: equal, but other hash"


def test_the_text_of_a_version_has_its_numbers_and_dots():
    got = done("str(Version('1.10.2'))", str, made(Version, "1.10.2"))
    assert got == "1.10.2", f"str(Version('1.10.2')) is to be '1.10.2', not {got!r}"


def test_a_version_of_no_numbers_is_refused():
    got = error_of(Version, "1.x")
    assert isinstance(got, ValueError), (
        f"'x' is no number, so a ValueError was due of Version('1.x'); its error was {got!r}"
    )


def test_money_has_cents_and_a_currency():
    for money in (made(Money, 500, "EUR"), made(Money, cents=500, currency="EUR")):
        assert (money.cents, money.currency) == (500, "EUR"), (
            f"500 cents of 'EUR' became {money.cents!r} and {money.currency!r}"
        )


def test_equal_money_is_the_same_key():
    hint = "a class that defines `__eq__` has no `__hash__` but its own"
    wallet = done(f"using Money as a key of a dict ({hint})", lambda: {Money(500, "EUR"): "five"})
    same = made(Money, 500, "EUR")
    assert same == next(iter(wallet)), "Money(500, 'EUR') is not equal to another such"
    assert same in wallet, (
        "Money(500, 'EUR') was put into a dict and not found by an equal one: equal ones must have "
        "equal hashes"
    )


@pytest.mark.parametrize(
    "make",
    [
        lambda: made(Money, 501, "EUR"),
        lambda: made(Money, 500, "USD"),
        lambda: made(child_of(Money), 500, "EUR"),
        lambda: (500, "EUR"),
    ],
    ids=["other cents", "other currency", "a subclass", "a tuple"],
)
def test_other_money_or_no_money_is_not_equal(make):
    money, other = made(Money, 500, "EUR"), make()
    is_equal = done(f"Money(500, 'EUR') == {told(other)}", lambda: money == other)
    assert is_equal is False, (
        f"Money(500, 'EUR') == {told(other)} is {is_equal!r}, and has to be False"
    )


def test_of_a_name_there_is_one_symbol():
    loop, other = made(Symbol, "loop"), made(Symbol, "other")
    assert isinstance(loop, Symbol), f"Symbol('loop') gave {loop!r}, which is no Symbol"
    assert loop is made(Symbol, "loop"), "Symbol('loop') was called twice and gave two objects"
    assert loop is not other, "Symbol('loop') and Symbol('other') are one object"
    got = loop.name, other.name
    assert got == ("loop", "other"), f"the symbols 'loop' and 'other' have the names {got}"


def test_a_symbol_keeps_its_number():
    loop = made(Symbol, "loop")
    before = loop.number
    made(Symbol, "loop")
    assert loop.number == before, (
        f"Symbol('loop') had the number {before}, was asked for again, and has {loop.number}: "
        "`__init__` runs on whatever `__new__` returns, be it new or not"
    )


@pytest.mark.parametrize("order", ["base first", "subclass first"])
def test_a_subclass_has_symbols_of_its_own(order):
    keyword = child_of(Symbol)
    classes = [Symbol, keyword] if order == "base first" else [keyword, Symbol]
    symbols = [made(cls, "loop") for cls in classes]
    got = [type(symbol) for symbol in symbols]
    assert got == classes, (
        "of Symbol and its subclass Child both were asked for 'loop', "
        f"{' then '.join(map(named, classes))}; they gave {' then '.join(map(named, got))}: "
        "a table in a class is shared by its subclasses"
    )


def test_no_two_symbols_have_the_same_number():
    first, second = made(Symbol, "first"), made(Symbol, "second")
    symbols = [second, made(child_of(Symbol), "second")]
    del first
    symbols.append(made(Symbol, "third"))
    numbers = [symbol.number for symbol in symbols]
    assert len(set(numbers)) == 3, (
        "there were symbols 'first' and 'second', then one 'second' of a subclass; 'first' was "
        f"dropped, and 'third' was made. The last three have the numbers {numbers}, and no two may "
        "be equal"
    )


def test_a_symbol_that_nobody_refers_to_is_gone():
    symbol = made(Symbol, "loop")
    reference = done("weakref.ref(Symbol('loop'))", weakref.ref, symbol)
    del symbol
    assert is_gone(reference), (
        "Symbol('loop') was dropped, and something keeps it: a table of symbols that refers to "
        "them strongly keeps every name for ever"
    )
    again = made(Symbol, "loop")
    assert again.name == "loop", f"'loop' was gone, then asked for again: its name is {again.name}"


@pytest.mark.parametrize("cls", ARGUMENTS, ids=named)
def test_a_subclass_makes_instances_of_its_own(cls):
    child = child_of(cls)
    got = made(child, *ARGUMENTS[cls])
    assert type(got) is child, (
        f"class Child({cls.__name__}) adds nothing, but made {told(got)}: "
        "`__new__` must make an instance of the class that it gets"
    )


@pytest.mark.parametrize("cls", ATTRIBUTES, ids=named)
@pytest.mark.parametrize("deed", ["set", "deleted"])
def test_no_attribute_can_be_set_or_deleted(cls, deed):
    for name in ATTRIBUTES[cls]:
        thing = made(cls, *ARGUMENTS[cls])
        before = told(thing)
        action = (setattr, thing, name, 7) if deed == "set" else (delattr, thing, name)
        got = error_of(*action)
        assert got is not None, f"`{name}` of {before} was {deed}, and nothing was raised"
        assert isinstance(got, AttributeError), (
            f"`{name}` of {before} was to be {deed}, which is an AttributeError, not {got!r}"
        )
        after = told(thing)
        assert after == before, f"`{name}` was {deed} in spite of the error: {before}, now {after}"


def copied(way, thing):
    """Return a copy, made in this way."""
    __tracebackhide__ = True
    hint = "it calls `__new__` with what `__getnewargs__` gives, unless told otherwise"
    return done(f"{way} of {told(thing)} ({hint})", COPIES[way], thing)


@pytest.mark.parametrize("cls", [Reading, Version, Money], ids=named)
def test_a_copy_has_the_same_class_value_and_attributes(cls):
    for kind, way in itertools.product([cls, child_of(cls)], COPIES):
        thing = made(kind, *ARGUMENTS[cls])
        want, got = told(thing), told(copied(way, thing))
        assert got == want, f"{way} made {got} out of {want}"


def test_a_copy_of_a_symbol_is_the_symbol():
    for kind, way in itertools.product([Symbol, child_of(Symbol)], COPIES):
        symbol = made(kind, "loop")
        before, got = told(symbol), copied(way, symbol)
        assert got is symbol, f"{way} made another object, {told(got)}, out of {before}"
        after = told(symbol)
        assert after == before, f"{way} of {before} gave that very symbol, but as {after}"


def test_the_pickle_of_a_symbol_that_is_gone_makes_one():
    old = done("pickle.dumps(Symbol('loop'))", lambda: pickle.dumps(made(Symbol, "loop")))
    gc.collect()
    loaded = done("loading a pickle of Symbol('loop'), which was gone,", pickle.loads, old)
    got = type(loaded).__name__, getattr(loaded, "name", None)
    assert got == ("Symbol", "loop"), (
        "Symbol('loop') was pickled and dropped; loading the pickle was to make one, and it has "
        f"given class and name {got}"
    )
    assert made(Symbol, "loop") is loaded, (
        "loading a pickle made Symbol('loop'), and calling for it made another: loading has to go "
        "by the table as well"
    )


def test_an_old_pickle_does_not_change_the_symbol():
    symbol = made(Symbol, "loop")
    old = done("pickle.dumps(Symbol('loop'))", pickle.dumps, symbol)
    del symbol
    gc.collect()
    symbol = made(Symbol, "loop")
    number = symbol.number
    loaded = done("loading a pickle of Symbol('loop')", pickle.loads, old)
    assert loaded is symbol, (
        "Symbol('loop') was pickled, dropped, and made anew; loading the pickle was to give the "
        "one that is there now"
    )
    assert symbol.number == number, (
        "Symbol('loop') was pickled, dropped, and made anew; loading the pickle has changed its "
        f"number from {number} to {symbol.number}: after `__getnewargs__` comes the state, and "
        "that is poured over the object in use"
    )
