"""TDD replayed: five tests, each with just enough examples.

Every test pins down what its step is about and keeps silent on the rest. The second one has no
4 and no 9, for that code writes VIIII, and nobody had asked for better yet. That is the
discipline of small steps: a test that runs ahead is red for a long time, and while it is red
there is no telling a mistake of today from one of an hour ago.

Two examples at least, for the first implementation that makes a single example pass is a
constant. Beck calls it "fake it", a fair move; the second example is what forces you to go on
from the constant to the rule (triangulation). In a review the same thing reads as: which wrong
programs does this test still let through?

Red comes first because a test that was never red has proved nothing: it may not be collected,
assert a truthy string, or describe what the code did anyway. And the red must be the expected
one. An ImportError or an IndexError says that something is broken, not that the behaviour is
missing; hence an empty `to_roman` before the first test.

The tests know the function, its arguments and results, and nothing inside. So a table can
become arithmetic under them without an edit, which is the third part, refactoring, and the only
one that makes the design better. Tests which read the table would have to be rewritten
together with it, exactly when one needs them to stand still.

Interview: "What is TDD, and do you use it?"
- Red, green, refactor: a failing test for the next small behaviour, the simplest code that
  passes, then better code with the tests unchanged. Minutes each, a commit at each green.
- What it buys: a design that can be used and tested (the test is the first client), a
  regression suite as a by-product, small steps, debugging that looks at the last two minutes.
- Inside-out (Chicago, state, few doubles) begins with the domain; outside-in (London) begins
  with an acceptance test and doubles for what is not there yet. Mixed in practice.
- Where not: spikes whose point is to learn, layouts, glue that an integration test checks
  better. A bug is where it always pays: the test that reproduces it comes first.
- It is not "we have tests", nor 100 % coverage. Usual ways to spoil it: tests of
  implementation details, refactoring left out, steps too large, tests after the fact that are
  called TDD. Legacy code first gets characterisation tests, which pin what it does today.

Hints
-----
1. What does the code return before the first step? Which examples does it get wrong?
2. For each step list three numbers that it got right for the first time. How many may a test
   name at least, so that a special case for one of them is not enough?
3. Which numbers up to 38 may the second test not use?
4. For the fifth: what happens without an error, so that `pytest.raises` fails and nothing else?
"""

import pytest

from katas.testing._tdd_replay_roman import to_roman

__all__ = ["to_roman"]


def test_1_one_to_three_are_repeated() -> None:
    assert [to_roman(n) for n in (1, 2, 3)] == ["I", "II", "III"]


def test_2_fives_and_tens_have_letters_of_their_own() -> None:
    assert {n: to_roman(n) for n in (5, 7, 10, 28)} == {5: "V", 7: "VII", 10: "X", 28: "XXVIII"}


def test_3_one_before_the_next_letter_is_subtracted() -> None:
    assert {n: to_roman(n) for n in (4, 9, 14, 39)} == {4: "IV", 9: "IX", 14: "XIV", 39: "XXXIX"}


def test_4_higher_places_follow_the_same_rules() -> None:
    numerals = {40: "XL", 90: "XC", 444: "CDXLIV", 999: "CMXCIX", 3888: "MMMDCCCLXXXVIII"}
    assert {n: to_roman(n) for n in numerals} == numerals


def test_5_what_has_no_numeral_is_refused() -> None:
    for n in (0, -1, 4000):
        with pytest.raises(ValueError):
            to_roman(n)
