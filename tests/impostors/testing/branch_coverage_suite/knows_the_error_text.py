# expect: refused fails on a tariff that counts in fractions, which is right: .*Regex pattern
"""Checks the text of the error, which is open."""

import pytest

from katas.testing._branch_coverage_suite_tariff import price
from solutions.testing.branch_coverage_suite import (
    _kwh,
    test_a_day_below_0_is_refused,
    test_a_month_costs,
    test_the_list_of_days_is_left_alone,
)


def test_an_unknown_plan_is_refused() -> None:
    with pytest.raises(ValueError, match="no plan 'gold'"):
        price(_kwh("1"), plan="gold")
