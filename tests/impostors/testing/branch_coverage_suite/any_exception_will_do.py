# expect: tests pass on a tariff that raises KeyError for an unknown plan
"""Expects `Exception` where a `ValueError` is promised."""

import pytest

from katas.testing._branch_coverage_suite_tariff import price
from solutions.testing.branch_coverage_suite import (
    _kwh,
    test_a_month_costs,
    test_the_list_of_days_is_left_alone,
)


def test_an_unknown_plan_is_refused() -> None:
    with pytest.raises(Exception):  # noqa: B017
        price(_kwh("1"), plan="gold")


def test_a_day_below_0_is_refused() -> None:
    with pytest.raises(Exception):  # noqa: B017
        price(_kwh("5", "-0.01"))
