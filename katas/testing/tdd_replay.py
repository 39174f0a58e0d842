"""TDD replayed: the tests that drove somebody's code, written down one by one.

This file is a test suite, and you write it. The code is there already: `to_roman`
grew in five steps, and each step was taken because a new test was red.

    >>> from katas.testing._tdd_replay_roman import to_roman
    >>> to_roman(1994)
    'MCMXCIV'

Before the first step `to_roman(n)` returned "" for every n. Then came
1. I, II, III: the numbers 1 to 3;
2. V and X: 5 to 8, 10 to 13, 15 to 18, 20, and so on up to 38, but nothing with a 4 or 9 in it;
3. IV and IX, at the end of any number up to 39;
4. L, C, D, M and what is made of them, XL, XC, CD, CM: all numbers up to 3999;
5. `ValueError` for whole numbers below 1 and above 3999.

Write one test for each step, named by it: `test_1_...` to `test_5_...`. Your tests are
replayed on the code of each step:
- Red: before its step a test fails, by an assertion and not by some other error.
  (A `pytest.raises` that waits in vain counts as one.)
- Green: from its step on it passes, with all tests before it. So it asks for nothing
  that only a later step brings.
- Triangulated: one example can be met by `if n == 2: return "II"`. A test must not be
  content with the code before its step and a special case for one number.
- Refactorings change how it is done, never what comes out, and no test notices.
- No test needs another to run before it.

`pytest katas/testing/tdd_replay.py` runs them on the code after the last step.
"""

from katas.testing._tdd_replay_roman import to_roman

__all__ = ["to_roman"]


def test_1_one_to_three_are_repeated() -> None:
    """The first test; its name may be another after the number."""
    raise NotImplementedError
