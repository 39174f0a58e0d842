"""The instrument as a test meets it: twins, measurements, failures."""

import sys
import types

import pytest

from dojo.kit.cost import Cost

SHOP = '''\
"""A module to be counted."""
import functools


class Cart:
    def __init__(self, size=0):
        self.items = list(range(size))

    def has(self, item):
        return item in self.items

    def loop(self):
        for item in self.items:
            pass

    def last(self):
        return self.items[-1]

    def for_ever(self):
        while True:
            pass

    class Empty(Exception):
        pass


def twice(cart):
    return cart.has(-1), cart.has(-1)


def broken(cart):
    cart.has(-1)
    raise Cart.Empty


def depth(n):
    return n and 1 + depth(n - 1)


def nameless():
    return lambda: None


doubled = functools.partial(twice)
'''


@pytest.fixture
def shop(tmp_path, monkeypatch):
    """Return a module of its own for each test, `shop`."""
    (tmp_path / "shop.py").write_text(SHOP)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    yield __import__("shop")
    del sys.modules["shop"]


@pytest.fixture
def cost():
    return Cost()


def failure(cost, bound, work, **options):
    with pytest.raises(AssertionError) as caught:
        cost.at_most(bound, work, promise="the cart is fast", **options)
    return str(caught.value)


def test_a_failure_names_the_guilty_line_and_says_why(shop, cost):
    cart = cost.twin(shop.Cart)
    assert failure(cost, "O(1)", lambda cart: cart.has(-1), prepare=cart) == (
        "the cart is fast, but with 64 times as many items it did 60 times the work.\n"
        "Most of it is in shop.py:10   `return item in self.items`\n"
        "`in` scans a list item by item: 33 steps for 32 items, 2049 steps for 2048."
    )


def test_a_file_elsewhere_is_named_in_full(shop, cost, monkeypatch, tmp_path):
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    cart = cost.twin(shop.Cart)
    text = failure(cost, "O(1)", lambda cart: cart.has(-1), prepare=cart)
    assert f"{tmp_path / 'shop.py'}:10 " in text


def test_work_that_never_ends_is_stopped(shop, cost, monkeypatch):
    monkeypatch.setattr("dojo.kit.cost.LIMIT", 5000)
    cart = cost.twin(shop.Cart)
    assert failure(cost, "O(1)", lambda cart: cart.for_ever(), prepare=cart) == (
        "the cart is fast, but with 32 items it was not done after 5,000 steps.\n"
        "Most of them are in shop.py:20   `while True:`\n"
        "this loop turns again and again: 5,000 steps."
    )


def test_what_keeps_its_promise_passes_and_is_noted(shop):
    notes = []
    cost = Cost(notes)
    cost.at_most(
        "O(1)", lambda cart: cart.last(), prepare=cost.twin(shop.Cart), promise="last is fast"
    )
    work = dict.fromkeys((32, 64, 128, 256, 512, 1024, 2048), notes[0][1]["work"][32])
    assert notes == [
        ("cost", {"promise": "last is fast", "bound": "O(1)", "work": work, "grows": "O(1)"})
    ]


def test_a_broken_promise_is_noted_as_well(shop):
    notes = []
    cost = Cost(notes)
    failure(cost, "O(1)", lambda cart: cart.loop(), prepare=cost.twin(shop.Cart))
    assert notes[0][1]["grows"] == "O(n)"


def test_preparation_is_not_counted(shop, cost):
    cart = cost.twin(shop.Cart)
    cost.at_most("O(1)", lambda cart: cart.last(), prepare=cart, promise="last is fast")


def test_without_preparation_the_size_is_given(shop, cost):
    cart, seen = cost.twin(shop.Cart), []
    sizes = (1, 2, 4, 8)
    cost.at_most("O(n)", lambda n: seen.append(n) or cart(n), promise="built", sizes=sizes)
    assert seen == [1, 2, 4, 8]


def test_large_sizes_are_not_tried_when_small_ones_took_long(shop, cost):
    cart, seen = cost.twin(shop.Cart), []

    def work(n):
        seen.append(n)
        for _ in range(n):
            cart(n).loop()

    cost.at_most("O(n**2)", work, promise="is quadratic")
    assert seen == [32, 64, 128, 256]


@pytest.mark.parametrize("bound", ["O(N)", "n", "O(n**3)", ""])
def test_an_unknown_bound_is_refused(cost, bound):
    with pytest.raises(ValueError, match="the bound must be one of"):
        cost.at_most(bound, len, promise="")


@pytest.mark.parametrize("sizes", [(), (1, 2, 4), (1, 2, 4, 4), (8, 4, 2, 1)])
def test_sizes_that_show_no_growth_are_refused(cost, sizes):
    with pytest.raises(ValueError, match="ascend"):
        cost.at_most("O(1)", abs, promise="", sizes=sizes)


def test_a_measurement_tells_what_each_line_did_and_why(shop, cost):
    cart = cost.twin(shop.Cart)(100)
    meter = cost.measure(lambda: cart.has(-1))
    line = (shop.__file__, 10)
    assert meter.total == sum(meter.lines.values())
    assert meter.lines[line] == 101
    assert meter.why[line] == "`in` scans a list item by item"


def test_only_the_twin_is_counted(shop, cost):
    cost.twin(shop.Cart)
    assert cost.measure(lambda: shop.Cart(100).has(-1)).total == 0


def test_measurements_nest(shop, cost):
    cart, inner = cost.twin(shop.Cart)(100), []

    def work():
        cart.has(-1)
        inner.append(cost.measure(lambda: cart.has(-1)))

    outer = cost.measure(work)
    assert outer.total == 2 * inner[0].total > 200


def test_an_exception_gets_through_and_ends_the_measurement(shop, cost):
    twin = cost.twin(shop)
    cart, limit = twin.Cart(100), sys.getrecursionlimit()
    with pytest.raises(twin.Cart.Empty):
        cost.measure(lambda: twin.broken(cart))
    assert sys.getrecursionlimit() == limit
    assert cost.measure(lambda: None).total == 0


def test_deep_recursion_fits_the_stack(shop, cost):
    depth = cost.twin(shop.depth)
    cost.at_most("O(n)", depth, promise="depth takes O(n)")


def test_all_twins_share_one_meter_and_one_module(shop, cost):
    cart, twice = cost.twin(shop.Cart), cost.twin(shop.twice)
    assert cost.twin(shop.Cart) is cart
    assert twice.__globals__["Cart"] is cart
    assert cost.measure(lambda: twice(cart(100))).total > 200


def test_each_instrument_has_twins_of_its_own(shop, cost):
    assert cost.twin(shop.Cart) is not Cost().twin(shop.Cart)


def test_a_nested_class_has_a_twin(shop, cost):
    twin = cost.twin(shop.Cart.Empty)
    assert twin is cost.twin(shop).Cart.Empty
    assert twin is not shop.Cart.Empty


def test_the_standard_library_is_its_own_twin(cost):
    assert cost.twin(types.SimpleNamespace) is types.SimpleNamespace
    assert cost.twin(dict) is dict
    assert cost.twin(types) is types


def test_what_has_no_name_has_no_twin(shop, cost):
    with pytest.raises(ValueError, match=r"nameless\.<locals>\.<lambda>"):
        cost.twin(shop.nameless())


def test_the_fixture_notes_the_work_for_the_report(request):
    fixture = request.getfixturevalue("cost")
    assert isinstance(fixture, Cost)
