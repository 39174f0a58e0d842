# expect: test_2_\w+ failed on the code after step 2
"""Asks the second step for what only the third brings."""

from katas.testing._tdd_replay_roman import to_roman
from solutions.testing.tdd_replay import (
    test_1_one_to_three_are_repeated,
    test_3_one_before_the_next_letter_is_subtracted,
    test_4_higher_places_follow_the_same_rules,
    test_5_what_has_no_numeral_is_refused,
)


def test_2_up_to_thirty():
    assert [to_roman(n) for n in (4, 5, 9, 10)] == ["IV", "V", "IX", "X"]
