# expect: tests pass on a tariff that refuses days of 0 kWh, and yet they take every branch
"""Checks a comfortable value in each branch, and none on an edge."""

from decimal import Decimal

import pytest

from katas.testing._branch_coverage_suite_tariff import price


@pytest.mark.parametrize(
    ("days", "named", "expected"),
    [
        ([10, 21], {}, "14.30"),
        ([10, 20, 30], {"plan": "bonus"}, "15.50"),
        ([400, 600], {}, "275.00"),
        ([10], {"credit": Decimal(2)}, "6.00"),
        ([10], {"credit": Decimal(20)}, "0.00"),
    ],
)
def test_a_month_costs(days, named, expected):
    assert price([Decimal(day) for day in days], **named) == Decimal(expected)


@pytest.mark.parametrize(("day", "plan"), [(1, "gold"), (-1, "basic")])
def test_what_is_refused(day, plan):
    with pytest.raises(ValueError):
        price([Decimal(day)], plan=plan)
