"""The same tariff, of which the last line alone knows decimals."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor


class UnknownPlan(ValueError):
    pass


def price(days: Sequence[Decimal], plan: str = "basic", credit: Decimal = Decimal("0")) -> Decimal:
    rates = {"bonus": Fraction(35), "basic": Fraction(30)}
    for day in days:
        if day < 0:
            raise ValueError("below zero")
    if plan not in rates:
        raise UnknownPlan(plan)
    by_usage = sorted(map(Fraction, days))
    if plan == "bonus":
        by_usage = by_usage[:-1]
    discount = Fraction(9, 10) if sum(by_usage) >= 500 and credit == 0 else 1
    cents = sum(by_usage) * rates[plan] * discount + 500 - 100 * Fraction(credit)
    return Decimal(max(floor(cents + Fraction(1, 2)), 0)).scaleb(-2)
