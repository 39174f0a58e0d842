"""Tests in a class, one with parameters, and messages of their own."""

import pytest

from katas.testing import _tdd_replay_roman as roman


class TestRoman:
    @pytest.mark.parametrize("n", [1, 2, 3])
    def test_01_ones(self, n):
        assert roman.to_roman(n) == "I" * n, f"{n} strokes"

    @pytest.mark.parametrize(("n", "numeral"), [(5, "V"), (6, "VI"), (10, "X"), (17, "XVII")])
    def test_02_letters(self, n, numeral):
        assert roman.to_roman(n) == numeral

    def test_03_subtraction(self):
        if roman.to_roman(4) != "IV" or roman.to_roman(29) != "XXIX":
            pytest.fail("no subtraction")

    def test_04_all_places_differ(self):
        numerals = [roman.to_roman(n) for n in range(1, 4000)]
        assert len(set(numerals)) == 3999
        assert numerals[1994 - 1] == "MCMXCIV"

    @pytest.mark.parametrize("n", [-7, 0, 4000, 10**6])
    def test_05_refused(self, n):
        with pytest.raises(ValueError, match=r"."):
            roman.to_roman(n)
