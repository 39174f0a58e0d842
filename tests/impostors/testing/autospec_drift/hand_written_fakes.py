# expect: tests pass on a gateway whose `charge` is called `create_charge`
"""Fakes with a copy of the signatures of that day, which nothing compares with the real ones."""

from dataclasses import replace

import pytest

from katas.testing import _autospec_drift_checkout as checkout
from katas.testing._autospec_drift_services import Declined, Receipt, Unavailable
from solutions.testing.autospec_drift import (
    CART,
    MOMENT,
)

CHARGE = (4005, "USD", "A-17")


class FakeGateway:
    currencies = ("EUR", "USD")

    def __init__(self):
        self.charges = []
        self.answers = ["p-1"]

    def charge(self, amount: int, currency: str = "EUR", *, key: str) -> str:
        self.charges.append((amount, currency, key))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


class FakeMailer:
    def __init__(self):
        self.mails = []

    def send(self, to: str, receipt: Receipt) -> None:
        self.mails.append((to, receipt))


@pytest.fixture
def gateway():
    return FakeGateway()


@pytest.fixture
def mailer():
    return FakeMailer()


@pytest.fixture(autouse=True)
def moment(monkeypatch):
    monkeypatch.setattr(checkout, "now", lambda: MOMENT)


def test_a_cart_is_charged_once(gateway, mailer):
    checkout.place_order(CART, gateway, mailer)
    assert gateway.charges == [CHARGE]


def test_the_receipt_is_returned_and_mailed(gateway, mailer):
    receipt = checkout.place_order(CART, gateway, mailer)
    assert receipt == Receipt("A-17", 4005, "USD", "p-1", MOMENT)
    assert mailer.mails == [("ada@example.org", receipt)]


def test_a_declined_charge_is_final(gateway, mailer):
    gateway.answers = [Declined(), "p-1"]
    with pytest.raises(Declined):
        checkout.place_order(CART, gateway, mailer)
    assert (len(gateway.charges), mailer.mails) == (1, [])


def test_an_unavailable_gateway_is_asked_for_the_same_again(gateway, mailer):
    gateway.answers = [Unavailable(), Unavailable(), "p-1"]
    assert checkout.place_order(CART, gateway, mailer).payment == "p-1"
    assert gateway.charges == [CHARGE] * 3


def test_a_gateway_that_stays_unavailable_is_given_up(gateway, mailer):
    gateway.answers = [Unavailable() for _ in range(3)]
    with pytest.raises(Unavailable):
        checkout.place_order(CART, gateway, mailer)
    assert mailer.mails == []


def test_nothing_to_pay_is_not_charged(gateway, mailer):
    free = replace(CART, lines=())
    receipt = checkout.place_order(free, gateway, mailer)
    assert (receipt.payment, gateway.charges) == (None, [])
    assert mailer.mails == [("ada@example.org", receipt)]


def test_a_currency_that_the_gateway_does_not_take_is_refused(gateway, mailer):
    with pytest.raises(ValueError, match="CHF"):
        checkout.place_order(replace(CART, currency="CHF"), gateway, mailer)
    assert (gateway.charges, mailer.mails) == ([], [])
