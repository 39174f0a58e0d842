"""Autospec drift: doubles that notice when what they stand for has changed.

This file is a test suite, and you write it. It tests `place_order`, whose promises are in its
docstring in `_autospec_drift_checkout.py`. The payment gateway, the mailer and the clock that it
uses are in `_autospec_drift_services.py`; no test may need a network, or the time of day. Doubles
can stand in for them, but that a double answers means little, for some agree to anything:

    >>> from decimal import Decimal
    >>> from unittest.mock import Mock
    >>> from katas.testing._autospec_drift_checkout import place_order
    >>> from katas.testing._autospec_drift_services import Cart, Line
    >>> cart = Cart("A-17", "ada@example.org", "EUR", (Line(Decimal("19.90"), 2),))
    >>> gateway = Mock(currencies={"EUR"})
    >>> place_order(cart, gateway, Mock()).cents
    3980
    >>> gateway.charge.call_args
    call(3980, 'EUR', key='A-17')
    >>> bool(gateway.charge.was_never_called())
    True

Write at least six tests. They are run on checkouts and services other than these:
- On right checkouts all of them pass. Whether an argument is given by position or by name, and all
  else that the docstring leaves open, is the checkout's own affair. It also is no fault if a
  method of the services takes one more argument that may be left out.
- On each broken checkout, one that breaks a promise, at least one of them fails.
- So it does when the services have drifted: a method or an argument has another name, an argument
  is taken by name only, or two have changed places. The checkout, still the same, is broken then.
- Each test fails on something that is broken.

On a broken checkout a test itself must fail, not a fixture; when services have drifted, a fixture
may. `pytest katas/testing/autospec_drift.py` runs your tests on the given modules.
"""

from katas.testing import _autospec_drift_checkout as checkout
from katas.testing._autospec_drift_services import Cart, Declined, Gateway, Line, Mailer

__all__ = ["Cart", "Declined", "Gateway", "Line", "Mailer", "checkout"]


def test_a_cart_is_charged_in_cents() -> None:
    raise NotImplementedError
