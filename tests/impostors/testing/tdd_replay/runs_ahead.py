# expect: test_2_\w+ failed on the code after step 2
"""Asks the second step for what only the third brings."""

import pytest

from katas.testing._tdd_replay_roman import to_roman


def test_1_ones():
    assert [to_roman(n) for n in (1, 2, 3)] == ["I", "II", "III"]


def test_2_up_to_thirty():
    assert [to_roman(n) for n in (4, 5, 9, 10)] == ["IV", "V", "IX", "X"]


def test_3_one_before():
    assert [to_roman(n) for n in (4, 9, 14, 39)] == ["IV", "IX", "XIV", "XXXIX"]


def test_4_higher_places():
    assert [to_roman(n) for n in (40, 444, 3999)] == ["XL", "CDXLIV", "MMMCMXCIX"]


def test_5_refused():
    for n in (0, -1, 4000):
        with pytest.raises(ValueError):
            to_roman(n)
