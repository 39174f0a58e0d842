# expect: tests pass on a checkout that charges whole euros
"""Calls assertions that do not exist, and a bare mock agrees to those as well."""

from dataclasses import replace
from decimal import Decimal
from unittest.mock import Mock, call

import pytest

from katas.testing import _autospec_drift_checkout as checkout
from katas.testing._autospec_drift_services import Line, Receipt, Unavailable
from solutions.testing.autospec_drift import (
    CART,
    MOMENT,
    test_a_currency_that_the_gateway_does_not_take_is_refused,
    test_a_declined_charge_is_final,
    test_a_gateway_that_stays_unavailable_is_given_up,
)

CHARGE = call(4005, "USD", key="A-17")


@pytest.fixture
def gateway() -> Mock:
    double = Mock()
    double.currencies = {"EUR", "USD"}
    double.charge.return_value = "p-1"
    return double


@pytest.fixture
def mailer() -> Mock:
    return Mock()


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkout, "now", Mock(return_value=MOMENT))


def test_a_cart_is_charged_once(gateway: Mock, mailer: Mock) -> None:
    checkout.place_order(CART, gateway, mailer)
    assert gateway.charge.was_called_once_with(4005, "USD", key="A-17")


def test_the_receipt_is_returned_and_mailed(gateway: Mock, mailer: Mock) -> None:
    receipt = checkout.place_order(CART, gateway, mailer)
    assert receipt == Receipt("A-17", 4005, "USD", "p-1", MOMENT)
    assert mailer.send.was_called_once_with("ada@example.org", receipt)


def test_an_unavailable_gateway_is_asked_for_the_same_again(gateway: Mock, mailer: Mock) -> None:
    gateway.charge.side_effect = [Unavailable(), Unavailable(), "p-1"]
    assert checkout.place_order(CART, gateway, mailer).payment == "p-1"
    assert gateway.charge.had_calls([CHARGE] * 3)


def test_nothing_to_pay_is_not_charged(gateway: Mock, mailer: Mock) -> None:
    free = replace(CART, lines=(Line(Decimal(0), 3),))
    receipt = checkout.place_order(free, gateway, mailer)
    assert receipt == Receipt("A-17", 0, "USD", None, MOMENT)
    gateway.charge.assert_not_called()
    assert mailer.send.was_called_once_with("ada@example.org", receipt)
