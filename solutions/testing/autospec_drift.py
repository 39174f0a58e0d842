"""Autospec drift, solved with doubles made from the real classes, and calls compared by name.

`create_autospec(Gateway, instance=True)` has the methods of `Gateway`, with their signatures, read
anew at each run. So what the real class would refuse, the double refuses: a method under its old
name (AttributeError), an argument that is missing, unknown or by name only (TypeError).

Swapped arguments are nobody's error: both calls fit. They show only if the assertion says which
is which. `assert_called_once_with(amount=..., currency=...)` binds the expected call and the
recorded one to the signature first, so that position or name does not matter to it either.
An assertion by position would change its meaning together with the signature and stay green.
`call_args` and `call_args_list` hold raw calls and bind nothing; `assert_has_calls` does.

What autospec cannot see: attributes set in `__init__`, such as `currencies` (it reads a class, and
makes no instance); types of arguments and results; what a call means. A value that the test gave
to a double stays as it was when the service begins to return something else.

`now` is patched in the checkout's module. `from services import now` bound a second name there, and
that one is looked up; patching `services.now` afterwards changes a name that nobody reads.

Interview: "What is mocking, and where does it mislead?" A test double takes the place of a
collaborator that is slow, random, expensive, or hard to make fail.
- Kinds: a stub gives canned answers; a fake works, but simply (a dict for a database); a spy
  records calls, to be looked at afterwards; a mock is told beforehand what it must receive. In
  Python `Mock` is stub and spy; a dummy only fills a parameter.
- Where to patch: where the name is looked up, not where it was defined. Better, pass
  collaborators in and patch nothing. `monkeypatch` and `with patch(...)` undo it even if the test
  fails; decorators are applied from the bottom up.
- Drift: a bare Mock agrees to any call, so tests stay green while production raises TypeError.
  `Mock(spec=C)` knows the names only, autospec the signatures too, `spec_set` also refuses to
  set what is not there. `seal` stops new children. A type checker sees none of it: a Mock is Any.
- Misspelt assertions: on a bare Mock, `m.called_once()` is a call like any other, and its result
  is true. Python 3.11 says nothing; 3.12 raises AttributeError, as for unknown names that begin
  with assert, but 3.13 still lets `m.asssert_called()` pass. A spec refuses them all. See each
  test fail once.
- Arguments are recorded by reference: a list changed after the call has changed in `call_args`.
- Async: autospec makes `async def` an AsyncMock; called is not awaited, so `assert_awaited_once`.
- Outcomes over calls: check what was returned, stored or sent. Verify a call where the call is
  the outcome, as with a charge or a mail, and then how many there were and which were not made.
- Over-mocking: doubles for one's own helpers and values repeat the code line by line; every
  refactoring breaks such tests, and no bug does. Doubles belong at borders: network, clock,
  randomness, others' money. Use real value objects.
- Do not mock what you do not own: nobody promises that your double is like httpx or boto3. Wrap
  it in a small class of your own, double that, and test the class against a stub at the wire
  (`httpx.MockTransport`) or the vendor's sandbox.
- Fakes lie as well, unless the same contract tests run against the fake and the real thing.
  Some integration tests must go through the real wiring all the same.

Hints
-----
1. Rename `charge` in your mind. Which of your doubles would notice, and which of your lines?
2. Which function of `unittest.mock` makes a double from a class? What does it not find in
   `Gateway`, and where is that set?
3. The checkout calls `charge(3980, "EUR", key=...)`, and the parameters change places. Does that
   raise anything? What must an assertion say in order to differ afterwards?
4. There are two names `now`, in two modules. Which does `place_order` read?
5. A fixture for each double, `gateway.currencies = {...}`, `charge.return_value = "p-1"`, and
   `charge.side_effect = [Unavailable(), "p-1"]` for a retry; in each test of an error also
   `assert_not_called()` for what must not have happened.
"""

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


def test_a_declined_charge_is_final(gateway: Mock, mailer: Mock) -> None:
    gateway.charge.side_effect = Declined
    with pytest.raises(Declined):
        checkout.place_order(CART, gateway, mailer)
    gateway.charge.assert_called_once()
    mailer.send.assert_not_called()


def test_an_unavailable_gateway_is_asked_for_the_same_again(gateway: Mock, mailer: Mock) -> None:
    gateway.charge.side_effect = [Unavailable(), Unavailable(), "p-1"]
    assert checkout.place_order(CART, gateway, mailer).payment == "p-1"
    gateway.charge.assert_has_calls([call(**CHARGE)] * 3)


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
