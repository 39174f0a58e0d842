# expect: test_4_\w+ fails on the last step, in reverse order
"""Uses what the test before it left behind."""

from katas.testing._tdd_replay_roman import to_roman
from solutions.testing.tdd_replay import (
    test_1_one_to_three_are_repeated,
    test_2_fives_and_tens_have_letters_of_their_own,
    test_5_what_has_no_numeral_is_refused,
)

seen = {}


def test_3_one_before():
    seen.update({n: to_roman(n) for n in (4, 9, 14)})
    assert list(seen.values()) == ["IV", "IX", "XIV"]


def test_4_higher_places():
    seen.update({n: to_roman(n) for n in (40, 400)})
    assert list(seen.values())[-3:] == ["XIV", "XL", "CD"]
