# expect: test_3_\w+ passed on the code before step 3
"""Asserts that something comes back, and not what."""

import pytest

from katas.testing._tdd_replay_roman import to_roman


def test_1_ones():
    assert [to_roman(n) for n in (1, 2, 3)] == ["I", "II", "III"]


def test_2_fives_and_tens():
    assert [to_roman(n) for n in (5, 7, 10, 28)] == ["V", "VII", "X", "XXVIII"]


def test_3_one_before():
    assert to_roman(4)
    assert to_roman(9)


def test_4_higher_places():
    assert [to_roman(n) for n in (40, 444, 3999)] == ["XL", "CDXLIV", "MMMCMXCIX"]


def test_5_refused():
    for n in (0, -1, 4000):
        with pytest.raises(ValueError):
            to_roman(n)
