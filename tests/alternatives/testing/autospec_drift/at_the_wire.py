"""The real gateway and the real mailer; only the network under them is a stand-in."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from smtplib import SMTP
from unittest import mock

import httpx
import pytest

from katas.testing._autospec_drift_checkout import place_order
from katas.testing._autospec_drift_services import (
    Cart,
    Declined,
    Gateway,
    Line,
    Mailer,
    Receipt,
    Unavailable,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CART = Cart("A-17", "ada@example.org", "USD", (Line(Decimal("0.30"), 7),))
CHARGE = {"amount": 210, "currency": "USD", "key": "A-17"}


class Shop:
    """Orders are placed here, while the bank gives these answers, the last for ever."""

    def __init__(self, *answers):
        self.answers, self.charges = list(answers), []
        self.smtp = mock.create_autospec(SMTP, instance=True)

    def place(self, cart=CART):
        transport = httpx.MockTransport(self._answer)
        with httpx.Client(base_url="https://bank.example", transport=transport) as http:
            return place_order(cart, Gateway(http, ["USD"]), Mailer(self.smtp, "us@example.org"))

    def mails(self):
        return [call.args[0]["To"] for call in self.smtp.send_message.call_args_list]

    def _answer(self, request):
        self.charges.append(json.loads(request.content))
        status = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if not status:
            raise httpx.ConnectError("no network", request=request)
        return httpx.Response(status, json={"id": f"p-{len(self.charges)}"})


@pytest.fixture(autouse=True)
def _noon():
    with mock.patch("katas.testing._autospec_drift_checkout.now", autospec=True) as now:
        now.return_value = NOON
        yield


class TestPaid:
    @pytest.mark.parametrize("answers", [[200], [503, 200], [0, 503, 200]])
    def test_the_same_charge_is_made_until_there_is_an_answer(self, answers):
        shop, times = Shop(*answers), len(answers)
        assert shop.place() == Receipt("A-17", 210, "USD", f"p-{times}", NOON)
        assert shop.charges == [CHARGE] * times
        assert shop.mails() == ["ada@example.org"]

    def test_a_gift_is_not_charged(self):
        shop = Shop(200)
        assert shop.place(replace(CART, lines=())).payment is None
        assert (shop.charges, shop.mails()) == ([], ["ada@example.org"])


class TestNotPaid:
    @pytest.mark.parametrize(
        ("answer", "error", "times"), [(402, Declined, 1), (503, Unavailable, 3)]
    )
    def test_the_error_is_passed_on_and_nobody_gets_mail(self, answer, error, times):
        shop = Shop(answer)
        with pytest.raises(error):
            shop.place()
        assert (shop.charges, shop.mails()) == ([CHARGE] * times, [])

    def test_another_currency_is_refused(self):
        shop = Shop(200)
        with pytest.raises(ValueError, match="EUR"):
            shop.place(replace(CART, currency="EUR"))
        assert (shop.charges, shop.mails()) == ([], [])
