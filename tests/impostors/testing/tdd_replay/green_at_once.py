# expect: test_2_\w+ passed on the code before step 2: it asks for nothing new
"""Writes a test that the code satisfies already."""

from katas.testing._tdd_replay_roman import to_roman
from solutions.testing.tdd_replay import (
    test_1_one_to_three_are_repeated,
    test_3_one_before_the_next_letter_is_subtracted,
    test_4_higher_places_follow_the_same_rules,
    test_5_what_has_no_numeral_is_refused,
)


def test_2_still_ones():
    assert [to_roman(n) for n in (2, 3)] == ["II", "III"]
