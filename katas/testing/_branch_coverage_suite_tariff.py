"""The tariff: what the electricity of a month costs, in euros.

These rules hold, one after the other:

1. A plan that is neither "basic" nor "bonus" is a `ValueError`, and so is a day below 0 kWh.
2. On "basic", the default, a kWh costs 0.30. On "bonus" it costs 0.35, but the day with the most
   kWh is free.
3. If 500 kWh or more have to be paid for, and there is no credit, they cost 10 % less.
4. The standing charge of 5.00 is added.
5. The credit is taken off. What it leaves over is not paid out: nobody is charged less than 0.
6. At the end, and only there, the sum is rounded half up to the cent. It stays a `Decimal`.

A month may have no days. The list of its days is left as it was.
"""

from decimal import ROUND_HALF_UP, Decimal

RATES = {"basic": Decimal("0.30"), "bonus": Decimal("0.35")}
BULK = Decimal(500)
STANDING = Decimal("5.00")
CENT = Decimal("0.01")


def price(days: list[Decimal], *, plan: str = "basic", credit: Decimal = Decimal(0)) -> Decimal:
    """Return what a month costs; `days` are the kWh of each day, `credit` is 0 or more."""
    if plan not in RATES:
        raise ValueError(f"no plan {plan!r}, only {', '.join(RATES)}")
    if min(days, default=0) < 0:
        raise ValueError(f"a day has at least 0 kWh, not {min(days)}")
    paid = sum(days, Decimal(0))
    if plan == "bonus":
        paid -= max(days, default=Decimal(0))
    due = paid * RATES[plan]
    if paid >= BULK and not credit:
        due -= due / 10
    due += STANDING
    if credit > due:
        return Decimal("0.00")
    return (due - credit).quantize(CENT, ROUND_HALF_UP)
