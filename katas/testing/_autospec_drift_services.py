"""What the checkout talks to, a payment gateway, a mailer, a clock, and what it says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from email.message import EmailMessage
from smtplib import SMTP

import httpx


@dataclass(frozen=True)
class Line:
    price: Decimal
    """In euros, dollars, ...: all currencies here have a hundred cents."""
    quantity: int


@dataclass(frozen=True)
class Cart:
    order: str
    email: str
    currency: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Receipt:
    order: str
    cents: int
    currency: str
    payment: str | None
    at: datetime


class Declined(Exception):
    """The bank said no, and will say so again."""


class Unavailable(Exception):
    """The gateway gave no answer; the same charge may go through later."""


class Gateway:
    def __init__(self, http: httpx.Client, currencies: Iterable[str]) -> None:
        self.http = http
        self.currencies = frozenset(currencies)

    def charge(self, amount: int, currency: str = "EUR", *, key: str) -> str:
        """Take so many cents and return the payment's id; one key is charged at most once."""
        body = {"amount": amount, "currency": currency, "key": key}
        try:
            answer = self.http.post("/charges", json=body)
        except httpx.TransportError as error:
            raise Unavailable(key) from error
        if answer.status_code == 402:
            raise Declined(key)
        if answer.is_error:
            raise Unavailable(key)
        return str(answer.json()["id"])


class Mailer:
    def __init__(self, smtp: SMTP, sender: str) -> None:
        self.smtp = smtp
        self.sender = sender

    def send(self, to: str, receipt: Receipt) -> None:
        mail = EmailMessage()
        mail["From"], mail["To"] = self.sender, to
        mail["Subject"] = f"Your order {receipt.order}"
        mail.set_content(f"{receipt.currency} {receipt.cents / 100:.2f}, {receipt.at:%d %B %Y}")
        self.smtp.send_message(mail)


def now() -> datetime:
    return datetime.now(UTC)
