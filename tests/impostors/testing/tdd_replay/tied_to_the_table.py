# expect: test_5_\w+ failed on a refactoring of step 5
"""Looks at the table behind the function."""

import pytest

from katas.testing import _tdd_replay_roman
from katas.testing._tdd_replay_roman import to_roman
from solutions.testing.tdd_replay import (
    test_1_one_to_three_are_repeated,
    test_2_fives_and_tens_have_letters_of_their_own,
    test_3_one_before_the_next_letter_is_subtracted,
    test_4_higher_places_follow_the_same_rules,
)


def test_5_refused():
    for n in (0, max(_tdd_replay_roman.NUMERALS) * 4):
        with pytest.raises(ValueError):
            to_roman(n)
