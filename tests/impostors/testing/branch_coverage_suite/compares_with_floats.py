# expect: fails on the tariff as it is given, which is right: .*11\.15.* == 11\.15
"""Compares an exact amount with a float."""

from decimal import Decimal
from typing import Any

import pytest

from katas.testing._branch_coverage_suite_tariff import price
from solutions.testing.branch_coverage_suite import (
    _euros,
    _kwh,
    test_a_day_below_0_is_refused,
    test_an_unknown_plan_is_refused,
    test_the_list_of_days_is_left_alone,
)


@pytest.mark.parametrize(
    ("days", "named", "expected"),
    [
        pytest.param(_kwh("12", "8.5"), {"plan": "basic"}, "11.15", id="basic"),
        pytest.param(_kwh("12", "8.5"), {}, "11.15", id="basic by default"),
        pytest.param(_kwh("12", "30", "8"), {"plan": "bonus"}, "12.00", id="the best day is free"),
        pytest.param([], {"plan": "bonus"}, "5.00", id="no days"),
        pytest.param(_kwh("0", "10"), {}, "8.00", id="a day of 0 kWh"),
        pytest.param(_kwh("499.9"), {}, "154.97", id="just below the discount"),
        pytest.param(_kwh("300", "200"), {}, "140.00", id="discount from 500 on"),
        pytest.param(_kwh("300", "250"), {"plan": "bonus"}, "92.50", id="free days do not count"),
        pytest.param(_kwh("600"), _euros("1"), "184.00", id="no discount beside a credit"),
        pytest.param(_kwh("10"), _euros("2.50"), "5.50", id="credit"),
        pytest.param(_kwh("10"), _euros("9"), "0.00", id="nothing is paid out"),
        pytest.param(_kwh("0.15"), {}, "5.05", id="half a cent is rounded up"),
        pytest.param(_kwh("0.05", "0.05"), {}, "5.03", id="rounded only once"),
    ],
)
def test_a_month_costs(days: list[Decimal], named: dict[str, Any], expected: str) -> None:
    assert price(days, **named) == float(expected)
