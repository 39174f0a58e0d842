# expect: red for the wrong reason, IndexError
"""Is red because the test breaks, not because an assertion fails."""

import pytest

from katas.testing._tdd_replay_roman import to_roman


def test_1_ones():
    for n in (1, 2, 3):
        assert to_roman(n)[0] == "I"
        assert len(to_roman(n)) == n


def test_2_fives_and_tens():
    assert [to_roman(n) for n in (5, 7, 10, 28)] == ["V", "VII", "X", "XXVIII"]


def test_3_one_before():
    assert [to_roman(n) for n in (4, 9, 14, 39)] == ["IV", "IX", "XIV", "XXXIX"]


def test_4_higher_places():
    assert [to_roman(n) for n in (40, 444, 3999)] == ["XL", "CDXLIV", "MMMCMXCIX"]


def test_5_refused():
    for n in (0, -1, 4000):
        with pytest.raises(ValueError):
            to_roman(n)
