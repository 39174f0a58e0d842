"""A class for each rule, a helper that asserts, tuples and repeated calls in one test."""

import unittest
from decimal import Decimal

import katas.testing._branch_coverage_suite_tariff as tariff


class Month(unittest.TestCase):
    plan = "basic"

    def costs(self, expected, *days, **named):
        days = [Decimal(day) for day in days]
        before = days.copy()
        found = tariff.price(days, plan=self.plan, **named)
        self.assertEqual(str(found), expected)
        self.assertIsInstance(found, Decimal)
        self.assertEqual(days, before)


class Basic(Month):
    def test_default(self):
        for days in ((), (Decimal("7.77"),)):
            self.assertEqual(tariff.price(days), tariff.price(days, plan="basic"))

    def test_days(self):
        self.costs("5.00")
        self.costs("5.30", 1)
        self.costs("5.90", 1, 0, 2)

    def test_discount(self):
        self.costs("155.00", "499.999")
        self.costs("140.00", "499.999", "0.001")
        self.costs("154.99", "499.999", "0.001", credit=Decimal("0.01"))

    def test_credit(self):
        self.costs("0.01", credit=Decimal("4.99"))
        self.costs("0.00", credit=Decimal("5.00"))
        self.costs("0.00", credit=Decimal("5.01"))

    def test_rounding(self):
        for kwh, cents in (("0.05", 2), ("0.15", 5), ("0.14", 4)):
            self.costs(f"5.0{cents}", kwh)
        self.costs("5.05", *["0.05"] * 3)


class Bonus(Month):
    plan = "bonus"

    def test_free_day(self):
        self.costs("5.00", 20)
        self.costs("5.35", 1, 20)
        self.costs("5.70", 1, 20, 1)

    def test_discount(self):
        self.costs("179.65", "499", "500")
        self.costs("162.50", "500", "500")


class Refused(unittest.TestCase):
    def test_plan(self):
        self.assertRaises(ValueError, tariff.price, [], plan="")

    def test_day(self):
        with self.assertRaises(ValueError):
            tariff.price([Decimal(-1)])
