# expect: test_4_\w+ fails on the last step, in reverse order
"""Uses what the test before it left behind."""

import pytest

from katas.testing._tdd_replay_roman import to_roman

seen = {}


def test_1_ones():
    assert [to_roman(n) for n in (1, 2, 3)] == ["I", "II", "III"]


def test_2_fives_and_tens():
    assert [to_roman(n) for n in (5, 7, 10, 28)] == ["V", "VII", "X", "XXVIII"]


def test_3_one_before():
    seen.update({n: to_roman(n) for n in (4, 9, 14)})
    assert list(seen.values()) == ["IV", "IX", "XIV"]


def test_4_higher_places():
    seen.update({n: to_roman(n) for n in (40, 400)})
    assert list(seen.values())[-3:] == ["XIV", "XL", "CD"]


def test_5_refused():
    for n in (0, -1, 4000):
        with pytest.raises(ValueError):
            to_roman(n)
