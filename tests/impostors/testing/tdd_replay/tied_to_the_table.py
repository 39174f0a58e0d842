# expect: test_5_\w+ failed on a refactoring of step 5
"""Looks at the table behind the function."""

import pytest

from katas.testing import _tdd_replay_roman
from katas.testing._tdd_replay_roman import to_roman


def test_1_ones():
    assert [to_roman(n) for n in (1, 2, 3)] == ["I", "II", "III"]


def test_2_fives_and_tens():
    assert [to_roman(n) for n in (5, 7, 10, 28)] == ["V", "VII", "X", "XXVIII"]


def test_3_one_before():
    assert [to_roman(n) for n in (4, 9, 14, 39)] == ["IV", "IX", "XIV", "XXXIX"]


def test_4_higher_places():
    assert [to_roman(n) for n in (40, 444, 3999)] == ["XL", "CDXLIV", "MMMCMXCIX"]


def test_5_refused():
    for n in (0, max(_tdd_replay_roman.NUMERALS) * 4):
        with pytest.raises(ValueError):
            to_roman(n)
