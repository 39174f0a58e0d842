# expect: you have 56 tests, cases of parametrised ones counted; 25 are to be enough
"""Tries forty ordinary months, where one of them tells as much."""

from decimal import Decimal

import pytest

from katas.testing._branch_coverage_suite_tariff import price
from solutions.testing.branch_coverage_suite import (
    test_a_day_below_0_is_refused,
    test_a_month_costs,
    test_an_unknown_plan_is_refused,
    test_the_list_of_days_is_left_alone,
)


@pytest.mark.parametrize("kwh", range(40))
def test_each_kwh_costs_the_same(kwh: int) -> None:
    assert price([Decimal(kwh)]) == kwh * Decimal("0.3") + 5
