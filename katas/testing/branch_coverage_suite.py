"""Branch coverage suite: take every branch, and then notice what you let pass.

The code is there, and right: `price`, the tariff of an electricity company. Its rules stand
at the top of `katas/testing/_branch_coverage_suite_tariff.py`; read them first. What you
write is its tests, in this file.

    >>> from katas.testing._branch_coverage_suite_tariff import price
    >>> price([Decimal("12"), Decimal("8.5")])
    Decimal('11.15')
    >>> price([Decimal("12"), Decimal("8.5")], plan="bonus", credit=Decimal("2.50"))
    Decimal('5.48')

Three things are asked of them:

- Branches: together they take every branch of `price`, to either side.
- Faults: they fail on each of 14 tariffs that break one rule, and pass on others that keep
  them all. Of those only `price` is certain, called as above: there may be other constants,
  or none, other texts of errors, a subclass of `ValueError`.
- Economy: 25 tests at most, a parametrised one counted once for each case. Each of them
  fails on at least one of the tariffs with a fault, as only a test that checks something can.

Only a failure in the test itself counts, not one in a fixture; nothing is skipped.

Watch your tests, and the branches that are missing, with

    pytest katas/testing/branch_coverage_suite.py --cov=katas.testing --cov-branch \
        --cov-report=term-missing --cov-config=/dev/null
"""

from decimal import Decimal

from katas.testing._branch_coverage_suite_tariff import price


def test_a_small_month_on_the_basic_plan() -> None:
    """An example to begin with: assert what the session above shows."""
    found = price([Decimal("12"), Decimal("8.5")])
    raise NotImplementedError(f"nobody has looked at {found} yet")
