# expect: test_2_\w+ passed on the code before step 2: it asks for nothing new
"""Writes a test that the code satisfies already."""

import pytest

from katas.testing._tdd_replay_roman import to_roman


def test_1_ones():
    assert [to_roman(n) for n in (1, 2, 3)] == ["I", "II", "III"]


def test_2_still_ones():
    assert [to_roman(n) for n in (2, 3)] == ["II", "III"]


def test_3_one_before():
    assert [to_roman(n) for n in (4, 9, 14, 39)] == ["IV", "IX", "XIV", "XXXIX"]


def test_4_higher_places():
    assert [to_roman(n) for n in (40, 444, 3999)] == ["XL", "CDXLIV", "MMMCMXCIX"]


def test_5_refused():
    for n in (0, -1, 4000):
        with pytest.raises(ValueError):
            to_roman(n)
