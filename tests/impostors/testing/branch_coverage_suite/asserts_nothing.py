# expect: all 5 of your tests pass on a tariff that charges a cent too much, and yet they take every
"""Calls `price` until each branch was taken, and looks at no result."""

import contextlib
from decimal import Decimal

from katas.testing._branch_coverage_suite_tariff import price


def test_basic():
    price([Decimal(10)])


def test_bonus():
    price([Decimal(600), Decimal(700)], plan="bonus")


def test_credit():
    price([Decimal(10)], credit=Decimal(100))


def test_unknown_plan():
    with contextlib.suppress(ValueError, KeyError):
        price([], plan="gold")


def test_negative_day():
    with contextlib.suppress(ValueError):
        price([Decimal(-1)])
