# expect: nothing shows that they check anything: test_a_price_is_something
"""Has a test that is content with any result."""

from katas.testing._branch_coverage_suite_tariff import price
from solutions.testing.branch_coverage_suite import (
    _kwh,
    test_a_day_below_0_is_refused,
    test_a_month_costs,
    test_an_unknown_plan_is_refused,
    test_the_list_of_days_is_left_alone,
)


def test_a_price_is_something() -> None:
    assert price(_kwh("20", "10")) is not None
