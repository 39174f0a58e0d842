# expect: tests pass on a gateway that takes first the currency
"""Expects arguments by position; when the signature changes, so does what the test says."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from unittest.mock import Mock, call, create_autospec

import pytest

from katas.testing import _autospec_drift_checkout as checkout
from katas.testing._autospec_drift_services import (
    Cart,
    Declined,
    Gateway,
    Line,
    Mailer,
    Receipt,
    Unavailable,
    now,
)

MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)
CART = Cart("A-17", "ada@example.org", "USD", (Line(Decimal("19.90"), 2), Line(Decimal("0.25"), 1)))
CHARGE = call(4005, "USD", key="A-17")


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
    gateway.charge.assert_called_once_with(4005, "USD", key="A-17")


def test_the_receipt_is_returned_and_mailed(gateway: Mock, mailer: Mock) -> None:
    receipt = checkout.place_order(CART, gateway, mailer)
    assert receipt == Receipt("A-17", 4005, "USD", "p-1", MOMENT)
    mailer.send.assert_called_once_with(to="ada@example.org", receipt=receipt)


def test_a_declined_charge_is_final(gateway: Mock, mailer: Mock) -> None:
    gateway.charge.side_effect = Declined
    with pytest.raises(Declined):
        checkout.place_order(CART, gateway, mailer)
    gateway.charge.assert_called_once()
    mailer.send.assert_not_called()


def test_an_unavailable_gateway_is_asked_for_the_same_again(gateway: Mock, mailer: Mock) -> None:
    gateway.charge.side_effect = [Unavailable(), Unavailable(), "p-1"]
    assert checkout.place_order(CART, gateway, mailer).payment == "p-1"
    gateway.charge.assert_has_calls([CHARGE] * 3)


def test_a_gateway_that_stays_unavailable_is_given_up(gateway: Mock, mailer: Mock) -> None:
    gateway.charge.side_effect = Unavailable
    with pytest.raises(Unavailable):
        checkout.place_order(CART, gateway, mailer)
    assert gateway.charge.call_count == 3
    mailer.send.assert_not_called()


def test_nothing_to_pay_is_not_charged(gateway: Mock, mailer: Mock) -> None:
    free = replace(CART, lines=(Line(Decimal(0), 3),))
    receipt = checkout.place_order(free, gateway, mailer)
    assert receipt == Receipt("A-17", 0, "USD", None, MOMENT)
    gateway.charge.assert_not_called()
    mailer.send.assert_called_once_with(to="ada@example.org", receipt=receipt)


def test_a_currency_that_the_gateway_does_not_take_is_refused(gateway: Mock, mailer: Mock) -> None:
    with pytest.raises(ValueError, match="CHF"):
        checkout.place_order(replace(CART, currency="CHF"), gateway, mailer)
    gateway.charge.assert_not_called()
    mailer.send.assert_not_called()
