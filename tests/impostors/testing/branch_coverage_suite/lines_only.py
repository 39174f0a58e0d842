# expect: leave out some branches of `price`:\s+`if plan == "bonus":` never goes on to `due = paid
"""Runs every line, and leaves out what happens if the condition of an `if` is false."""

from decimal import Decimal

import pytest

from katas.testing._branch_coverage_suite_tariff import price


def test_a_large_month():
    assert price([Decimal(600), Decimal(500)], plan="bonus") == Decimal("162.50")


def test_a_large_credit():
    assert price([], plan="bonus", credit=Decimal(9)) == 0


@pytest.mark.parametrize(("day", "plan"), [(1, "gold"), (-1, "bonus")])
def test_what_is_refused(day, plan):
    with pytest.raises(ValueError):
        price([Decimal(day)], plan=plan)
