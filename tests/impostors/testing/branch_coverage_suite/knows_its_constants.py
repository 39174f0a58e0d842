# expect: of a tariff they may know `price` and nothing else: ImportError: cannot import name
"""Computes what is due by the constants of the module that is tested."""

from katas.testing._branch_coverage_suite_tariff import BULK, RATES, STANDING, price
from solutions.testing.branch_coverage_suite import (
    test_a_day_below_0_is_refused,
    test_a_month_costs,
    test_an_unknown_plan_is_refused,
    test_the_list_of_days_is_left_alone,
)


def test_the_discount_begins_at_its_limit() -> None:
    assert price([BULK]) == BULK * RATES["basic"] * 9 / 10 + STANDING
