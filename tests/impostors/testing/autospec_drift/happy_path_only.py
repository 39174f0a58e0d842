# expect: tests pass on a checkout that takes no notice of Declined
"""Buys many carts, and each time all goes well."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from unittest.mock import Mock, create_autospec

import pytest

from katas.testing import _autospec_drift_checkout as checkout
from katas.testing._autospec_drift_services import (
    Cart,
    Gateway,
    Line,
    Mailer,
    Receipt,
    now,
)

MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)
CART = Cart("A-17", "ada@example.org", "USD", (Line(Decimal("19.90"), 2), Line(Decimal("0.25"), 1)))
CHARGE = {"amount": 4005, "currency": "USD", "key": "A-17"}


@pytest.fixture
def gateway() -> Mock:
    double: Mock = create_autospec(Gateway, instance=True)
    double.currencies = {"EUR", "USD"}
    double.charge.return_value = "p-1"
    return double


@pytest.fixture
def mailer() -> Mock:
    double: Mock = create_autospec(Mailer, instance=True)
    return double


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkout, "now", create_autospec(now, return_value=MOMENT))


def test_a_cart_is_charged_once(gateway: Mock, mailer: Mock) -> None:
    checkout.place_order(CART, gateway, mailer)
    gateway.charge.assert_called_once_with(**CHARGE)


def test_the_receipt_is_returned_and_mailed(gateway: Mock, mailer: Mock) -> None:
    receipt = checkout.place_order(CART, gateway, mailer)
    assert receipt == Receipt("A-17", 4005, "USD", "p-1", MOMENT)
    mailer.send.assert_called_once_with(to="ada@example.org", receipt=receipt)


@pytest.mark.parametrize("quantity", [0, 1, 2, 5])
def test_a_cart_costs_what_its_lines_cost(gateway: Mock, mailer: Mock, quantity: int) -> None:
    cart = replace(CART, lines=(Line(Decimal("0.25"), quantity),))
    receipt = checkout.place_order(cart, gateway, mailer)
    assert (receipt.cents, gateway.charge.called) == (25 * quantity, quantity > 0)
