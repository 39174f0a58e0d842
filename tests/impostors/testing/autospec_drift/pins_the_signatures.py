# expect: fails on services that take one more argument, if you like, which is right
"""Demands that the services have exactly the signatures of today, though one may grow."""

import inspect

from katas.testing._autospec_drift_services import Gateway, Mailer
from solutions.testing.autospec_drift import (
    gateway,
    mailer,
    moment,
    test_a_cart_is_charged_once,
    test_a_currency_that_the_gateway_does_not_take_is_refused,
    test_a_declined_charge_is_final,
    test_a_gateway_that_stays_unavailable_is_given_up,
    test_an_unavailable_gateway_is_asked_for_the_same_again,
    test_nothing_to_pay_is_not_charged,
    test_the_receipt_is_returned_and_mailed,
)


def test_the_services_are_as_they_were():
    assert list(inspect.signature(Gateway.charge).parameters)[1:] == ["amount", "currency", "key"]
    assert list(inspect.signature(Mailer.send).parameters)[1:] == ["to", "receipt"]
