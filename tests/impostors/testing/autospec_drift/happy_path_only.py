# expect: tests pass on a checkout that takes no notice of Declined
"""Buys many carts, and each time all goes well."""

from dataclasses import replace
from decimal import Decimal
from unittest.mock import Mock

import pytest

from katas.testing import _autospec_drift_checkout as checkout
from katas.testing._autospec_drift_services import Line
from solutions.testing.autospec_drift import (
    CART,
    gateway,
    mailer,
    moment,
    test_a_cart_is_charged_once,
    test_the_receipt_is_returned_and_mailed,
)


@pytest.mark.parametrize("quantity", [0, 1, 2, 5])
def test_a_cart_costs_what_its_lines_cost(gateway: Mock, mailer: Mock, quantity: int) -> None:
    cart = replace(CART, lines=(Line(Decimal("0.25"), quantity),))
    receipt = checkout.place_order(cart, gateway, mailer)
    assert (receipt.cents, gateway.charge.called) == (25 * quantity, quantity > 0)
