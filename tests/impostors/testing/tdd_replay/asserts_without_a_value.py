# expect: test_3_\w+ passed on the code before step 3
"""Asserts that something comes back, and not what."""

from katas.testing._tdd_replay_roman import to_roman
from solutions.testing.tdd_replay import (
    test_1_one_to_three_are_repeated,
    test_2_fives_and_tens_have_letters_of_their_own,
    test_4_higher_places_follow_the_same_rules,
    test_5_what_has_no_numeral_is_refused,
)


def test_3_one_before():
    assert to_roman(4)
    assert to_roman(9)
