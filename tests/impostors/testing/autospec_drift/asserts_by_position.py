# expect: tests pass on a gateway that takes first the currency
"""Expects arguments by position; when the signature changes, so does what the test says."""

from unittest.mock import Mock, call

from katas.testing import _autospec_drift_checkout as checkout
from katas.testing._autospec_drift_services import Unavailable
from solutions.testing.autospec_drift import (
    CART,
    gateway,
    mailer,
    moment,
    test_a_currency_that_the_gateway_does_not_take_is_refused,
    test_a_declined_charge_is_final,
    test_a_gateway_that_stays_unavailable_is_given_up,
    test_nothing_to_pay_is_not_charged,
    test_the_receipt_is_returned_and_mailed,
)

CHARGE = call(4005, "USD", key="A-17")


def test_a_cart_is_charged_once(gateway: Mock, mailer: Mock) -> None:
    checkout.place_order(CART, gateway, mailer)
    gateway.charge.assert_called_once_with(4005, "USD", key="A-17")


def test_an_unavailable_gateway_is_asked_for_the_same_again(gateway: Mock, mailer: Mock) -> None:
    gateway.charge.side_effect = [Unavailable(), Unavailable(), "p-1"]
    assert checkout.place_order(CART, gateway, mailer).payment == "p-1"
    gateway.charge.assert_has_calls([CHARGE] * 3)
