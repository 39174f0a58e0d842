import pytest

from katas.numbers.add import add


def test_small_numbers_are_added():
    assert add(2, 2) == 4, f"add(2, 2) gave {add(2, 2)}, not 4"


def test_order_does_not_matter():
    assert add(1, 2) == add(2, 1) == 3, f"add(1, 2) gave {add(1, 2)}, add(2, 1) {add(2, 1)}, not 3"


def test_a_text_is_refused():
    try:
        add("2", "2")
    except TypeError:
        return
    pytest.fail("add('2', '2') must raise TypeError: texts are no numbers")
