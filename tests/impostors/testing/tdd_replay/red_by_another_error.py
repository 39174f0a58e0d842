# expect: red for the wrong reason, IndexError
"""Is red because the test breaks, not because an assertion fails."""

from katas.testing._tdd_replay_roman import to_roman
from solutions.testing.tdd_replay import (
    test_2_fives_and_tens_have_letters_of_their_own,
    test_3_one_before_the_next_letter_is_subtracted,
    test_4_higher_places_follow_the_same_rules,
    test_5_what_has_no_numeral_is_refused,
)


def test_1_ones():
    for n in (1, 2, 3):
        assert to_roman(n)[0] == "I"
        assert len(to_roman(n)) == n
