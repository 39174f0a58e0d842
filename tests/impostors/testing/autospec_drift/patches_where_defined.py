# expect: fails on the given checkout, which is right
"""Patches `now` in the module that defines it; the checkout has its own name for the old one."""

from unittest.mock import create_autospec

import pytest

from katas.testing import _autospec_drift_services as services
from katas.testing._autospec_drift_services import now
from solutions.testing.autospec_drift import (
    MOMENT,
    gateway,
    mailer,
    test_a_cart_is_charged_once,
    test_a_currency_that_the_gateway_does_not_take_is_refused,
    test_a_declined_charge_is_final,
    test_a_gateway_that_stays_unavailable_is_given_up,
    test_an_unavailable_gateway_is_asked_for_the_same_again,
    test_nothing_to_pay_is_not_charged,
    test_the_receipt_is_returned_and_mailed,
)


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "now", create_autospec(now, return_value=MOMENT))
