# expect: there is no test_2_
"""Puts all steps into one large test."""

from katas.testing._tdd_replay_roman import to_roman


def test_1_roman():
    for n, numeral in {1: "I", 7: "VII", 9: "IX", 444: "CDXLIV"}.items():
        assert to_roman(n) == numeral
