import copy
import gc
import inspect
import pickle
import platform
import sys
import sysconfig
import weakref
from textwrap import indent
from unittest import mock

import pytest

from dojo.kit import predictions
from dojo.kit.memory import traced
from katas.memory import _slots_budget_claims as claims
from katas.memory import slots_budget as kata
from katas.memory.slots_budget import Quote, Stamped, Tick, Trade

PYTHON = f"Python {platform.python_version()}"
CLASSES = {"Tick": Tick, "Trade": Trade, "Quote": Quote}
FIELDS = {
    "Tick": {"symbol": "KATA", "price": 101, "time": 9},
    "Trade": {"symbol": "KATA", "price": 101, "time": 9, "size": 300},
    "Quote": {"symbol": "KATA", "price": 101, "time": 9, "side": "bid"},
}
BUDGETS = {"Tick": 64, "Trade": 72, "Quote": 96}
COPIES = {
    "copy.copy": copy.copy,
    "copy.deepcopy": copy.deepcopy,
    "pickle with protocol 2": lambda tick: pickle.loads(pickle.dumps(tick, 2)),
    "pickle with protocol 5": lambda tick: pickle.loads(pickle.dumps(tick, 5)),
}

each_kind = pytest.mark.parametrize("kind", CLASSES)


def done(what, call, /, *args):
    """Return what the call gives; that it raises anything is a failure."""
    __tracebackhide__ = True
    try:
        return call(*args)
    except NotImplementedError:
        raise
    except Exception as error:
        problem = f"{type(error).__name__}: {error}"
    pytest.fail(f"{what} raised {problem}")


def made(kind, **changes):
    """Make one of them, and set what changes."""
    values = FIELDS[kind].values()
    tick = done(f"{kind}{tuple(values)}", CLASSES[kind], *values)
    for name, value in changes.items():
        done(f"setting `{name}` of a {kind}", setattr, tick, name, value)
    return tick


def fields_of(tick, names):
    return {name: getattr(tick, name, "nothing") for name in names}


def equal(one, other):
    """Return what == gives."""
    what = f"{type(one).__name__} == {type(other).__name__}"
    return done(what, lambda: one == other)


def slots_of(cls):
    """Return the names for which the class itself added something to its instances."""
    own = [name for name, value in vars(cls).items() if inspect.ismemberdescriptor(value)]
    return own + [name for name in ("__weakref__", "__dict__") if name in vars(cls)]


def layout(tick):
    """Show the slots of the instance, class by class."""
    rows = [
        f"{cls.__name__:>10}  {', '.join(slots_of(cls)) or '-'}"
        for cls in type(tick).__mro__
        if cls is not object
    ]
    return "\n".join(rows)


@pytest.mark.parametrize("row", [name for name in vars(claims) if name.startswith("a")])
def test_python_agrees_about_the_claim(row):
    said = predictions.entry(kata, "FACTS", row, among=[True, False])
    claim = getattr(claims, row)
    seen = claim()
    assert said == seen, f"{row}: you said {said}, but on {PYTHON} this gave {seen}:\n" + indent(
        inspect.getsource(claim), "    "
    )


@each_kind
def test_a_tick_has_the_fields_it_was_made_with(kind):
    tick = made(kind)
    got = fields_of(tick, FIELDS[kind])
    assert got == FIELDS[kind], f"a {kind} was made with {FIELDS[kind]}, but has {got}"
    assert isinstance(tick, Tick), f"a {kind} is no Tick any more"


@each_kind
def test_a_tick_has_flags_0_until_it_is_given_others(kind):
    tick, other = made(kind), made(kind)
    before = getattr(tick, "flags", "nothing")
    assert before == 0, f"a {kind} that was just made was to have flags 0, not {before}"
    done(f"`tick.flags = 4` on a {kind}, as callers do,", setattr, tick, "flags", 4)
    got = [getattr(one, "flags", "nothing") for one in (tick, other)]
    assert got == [4, 0], f"of two {kind}s one was given flags 4, now they have {got}"


@each_kind
def test_ticks_are_equal_when_all_fields_are(kind):
    one, other = made(kind), made(kind)
    assert equal(one, other) is True, f"two {kind}s were made with {FIELDS[kind]}: not equal"
    for name in [*FIELDS[kind], "flags"]:
        other = made(kind, **{name: "another"})
        assert equal(one, other) is False, (
            f"two {kind}s differ in `{name}` alone, but == did not give False; "
            f"the slots of a {kind}, class by class, are\n{layout(one)}"
        )


def test_quotes_are_equal_when_their_stamps_are():
    plain, one, same, late = (made("Quote") for _ in range(4))
    for quote, now in (one, 12), (same, 12), (late, 13):
        done("`stamp` of a Quote", quote.stamp, now)
    got = [equal(one, other) for other in (same, late, plain)]
    assert got == [True, False, False], (
        "a Quote stamped at 12 was compared to ones that were stamped at 12, at 13 and never: "
        f"True, False and False were due, not {got}"
    )


def test_other_classes_are_not_equal():
    class Child(Trade):
        __slots__ = ()

    trade = made("Trade")
    child = done("making an instance of a subclass of Trade", Child, *FIELDS["Trade"].values())
    for other in (made("Tick"), child, "a trade", None):
        got = equal(trade, other)
        assert got is False, f"a Trade == {type(other).__name__} was to give False, not {got}"
    assert equal(trade, mock.ANY) is True, (
        "of an object that is no tick, mock.ANY, == was to ask that object, which says True: "
        "today's code returns NotImplemented"
    )


def test_a_stamp_tells_the_delay():
    quote = made("Quote")
    done("`stamp` of a Quote", quote.stamp, 12)
    delay = done("`delay` of a Quote that has its stamp", quote.delay)
    got = getattr(quote, "received", "nothing"), delay
    assert got == (12, 3), (
        f"a Quote of time 9 was stamped at 12: received 12 and delay 3 were due, not {got}"
    )


@pytest.mark.parametrize("how", COPIES)
def test_a_copy_has_the_same_fields(how):
    for kind, more in (("Tick", {}), ("Trade", {}), ("Quote", {}), ("Quote", {"received": 12})):
        original = made(kind, flags=4, **more)
        want = {**FIELDS[kind], "flags": 4, **more}
        copied = done(f"{how} of a {kind} with {want}", COPIES[how], original)
        got = fields_of(copied, want)
        assert (type(copied), got) == (type(original), want), (
            f"{how} of a {kind} with {want} gave a {type(copied).__name__} with {got}"
        )
        done(f"setting `price` of a {kind} from {how}", setattr, copied, "price", 102)
        same = fields_of(original, want)
        assert same == want, f"the price was set in {how} of a {kind}, and the original has {same}"


class Yesterday:
    """Is pickled as today's code pickled an instance of the class: its state is a dict."""

    def __init__(self, cls, state):
        self.reduced = cls.__new__, (cls,), state

    def __reduce__(self):
        return self.reduced


@each_kind
def test_a_pickle_that_today_s_code_made_loads(kind):
    fresh = made(kind)
    for state in (FIELDS[kind] | {"flags": 4}, FIELDS[kind]):
        waiting = pickle.dumps(Yesterday(type(fresh), state))
        what = f"a {kind} was pickled by today's code, its state being {state}; loading it"
        loaded = done(what, pickle.loads, waiting)
        want = {"flags": 0, **state}
        got = fields_of(loaded, want)
        assert got == want, (
            f"a {kind} was pickled by today's code, whose class has the default `flags = 0`, so "
            f"that its state was {state}; it was to be loaded with {want}, it has {got}"
        )


@each_kind
def test_no_instance_has_a_dict(kind):
    tick = made(kind)
    without = [cls.__name__ for cls in type(tick).__mro__ if "__slots__" not in vars(cls)][:-1]
    assert not hasattr(tick, "__dict__"), (
        f"a {kind} has a `__dict__`. Of its classes these have no `__slots__`: "
        f"{', '.join(without) or 'none'}. The slots are, class by class,\n{layout(tick)}"
    )


def test_an_attribute_that_is_no_field_is_refused():
    for kind in CLASSES:
        tick = made(kind)
        try:
            tick.prise = 102
        except AttributeError:
            continue
        except Exception as error:
            pytest.fail(f"setting `prise` of a {kind} raised {type(error).__name__}: {error}")
        pytest.fail(f"setting `prise` of a {kind}, a typo, was to raise AttributeError; it did not")


def test_other_teams_can_mix_in_the_stamp():
    class Event:
        __slots__ = ("time",)

    def mix():
        class Order(Stamped, Event):
            __slots__ = ("received",)

        return Order()

    order = done(
        "`class Order(Stamped, Event)`, where Event has a slot `time` and Order one `received`,",
        mix,
    )
    order.time = 9
    done("`stamp` of another team's Order", order.stamp, 12)
    delay = done("`delay` of another team's Order", order.delay)
    got = getattr(order, "received", "nothing"), delay
    assert got == (12, 3), f"an Order of time 9 was stamped at 12, so (12, 3) was due, not {got}"
    assert not hasattr(order, "__dict__"), (
        "another team mixed Stamped into a class with slots, and got a `__dict__` for it: "
        f"Stamped has no `__slots__`\n{layout(order)}"
    )


def test_a_quote_can_be_referred_to_weakly():
    quote = made("Quote")
    reference = done("weakref.ref(quote), as screens do,", weakref.ref, quote)
    assert reference() is quote, "a weak reference to a Quote was made, and it leads elsewhere"
    del quote
    gc.collect()
    assert reference() is None, "a Quote was dropped, but something still refers to it"


def test_a_quote_that_is_on_a_screen_can_be_copied():
    quote = made("Quote")
    reference = done("weakref.ref(quote), as screens do,", weakref.ref, quote)
    for how, copied_by in COPIES.items():
        copied = done(f"{how} of a Quote that is referred to weakly", copied_by, quote)
        assert equal(reference(), copied) is True, (
            f"{how} of a Quote that is referred to weakly gave one that is not equal to it"
        )


@pytest.fixture
def needs_heads_of_16_bytes():
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        pytest.skip("the budgets do not apply here: objects of a free-threaded Python are larger")
    if sys.maxsize < 2**32:
        pytest.skip("the budgets do not apply here: they are for 64 bits")


def bytes_each(make, instances=1000):
    """Return how many bytes each of so many instances takes, after one to warm up."""
    kept = [make()] * instances
    with traced() as taken:
        before = taken()
        for n in range(instances):
            kept[n] = make()
        return round((taken() - before) / instances)


@pytest.mark.usefixtures("needs_heads_of_16_bytes")
@each_kind
def test_the_budget_holds(kind):
    values = FIELDS[kind].values()
    tick = made(kind)
    size = bytes_each(lambda: CLASSES[kind](*values))
    assert size <= BUDGETS[kind], (
        f"a {kind} takes {size} bytes, its budget is {BUDGETS[kind]}: 32 for any instance, and on "
        "top 8 for a slot, in each class that names it, 8 or 16 for `__weakref__`, and far more "
        f"for a `__dict__`. These are the slots of a {kind}, class by class\n{layout(tick)}"
    )
