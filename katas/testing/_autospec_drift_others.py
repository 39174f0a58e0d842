"""The checkouts and services that your tests are run on. To read them first spoils the kata."""

from dataclasses import dataclass
from pathlib import Path

from dojo.kit.nested import edited

CHECKOUT = Path(__file__).with_name("_autospec_drift_checkout.py").read_text(encoding="utf-8")
SERVICES = Path(__file__).with_name("_autospec_drift_services.py").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Subject:
    what: str
    checkout: str = CHECKOUT
    services: str = SERVICES


BY_NAME = """
from katas.testing import _autospec_drift_services as services

now = services.now


def place_order(cart, gateway, mailer):
    if cart.currency not in gateway.currencies:
        raise ValueError(f"no {cart.currency}, please")
    total = sum(line.quantity * line.price for line in cart.lines)
    cents = round(total * 100)
    order = {"order": cart.order, "cents": cents, "currency": cart.currency}
    receipt = services.Receipt(**order, payment=paid(cart, cents, gateway), at=now())
    mailer.send(receipt=receipt, to=cart.email)
    return receipt


def paid(cart, cents, gateway):
    if not cents:
        return None
    for left in (2, 1, 0):
        try:
            return gateway.charge(key=cart.order, currency=cart.currency, amount=cents)
        except services.Unavailable:
            if not left:
                raise
"""

AS_OBJECT = """
import contextlib
from functools import partial

from katas.testing._autospec_drift_services import Receipt, Unavailable, now


def place_order(cart, gateway, mailer):
    return Checkout(gateway.charge, gateway.currencies, mailer.send).place(cart)


class Checkout:
    def __init__(self, charge, currencies, send):
        self._charge, self._currencies, self._send = charge, currencies, send

    def place(self, cart):
        if cart.currency in self._currencies:
            return self._place(cart, sum(self._cents(line) for line in cart.lines))
        raise ValueError(cart.currency)

    def _place(self, cart, cents):
        at, payment = now(), None
        if cents > 0:
            payment = self._insist(partial(self._charge, cents, cart.currency, key=cart.order))
        receipt = Receipt(cart.order, cents, cart.currency, payment, at)
        self._send(cart.email, receipt=receipt)
        return receipt

    @staticmethod
    def _cents(line):
        return round(line.price * 100) * line.quantity

    @staticmethod
    def _insist(charge):
        for _ in range(2):
            with contextlib.suppress(Unavailable):
                return charge()
        return charge()
"""


def _changed(source: str, *edits: tuple[str, str]) -> str:
    for old, new in edits:
        source = edited(source, old, new)
    return source


def _checkout(does: str, *edits: tuple[str, str]) -> Subject:
    return Subject(f"a checkout that {does}", checkout=_changed(CHECKOUT, *edits))


def _drifted(what: str, *edits: tuple[str, str]) -> Subject:
    broken = f"{what}, so that the checkout is broken"
    return Subject(broken, services=_changed(SERVICES, *edits))


CHARGE = "gateway.charge(cents, cart.currency, key=cart.order)"
PARAMETERS = 'amount: int, currency: str = "EUR", *, key: str'
PAYMENT = "    payment = _charge(cart, cents, gateway) if cents else None\n"
RECEIPT = "    receipt = "
REFUSAL = CHECKOUT[CHECKOUT.index("    if cart.cur") : CHECKOUT.index("    cents = ")]
SEND = "    mailer.send(cart.email, receipt)\n"
NO_MATTER_WHAT = f"""\
    try:
    {PAYMENT}\
    except Exception:
        mailer.send(cart.email, Receipt(cart.order, cents, cart.currency, None, now()))
        raise
"""

RIGHT = {
    "given": Subject("the given checkout"),
    "by name": Subject("a checkout that gives all arguments by name", BY_NAME),
    "object": Subject("a checkout that is built another way", AS_OBJECT),
    "services": Subject(
        "services that take one more argument, if you like",
        services=_changed(
            SERVICES,
            (PARAMETERS, f'{PARAMETERS}, note: str = ""'),
            ("receipt: Receipt)", 'receipt: Receipt, *, copy: str = "")'),
        ),
    ),
}

BROKEN = {
    "unit": _checkout(
        "charges whole euros where the gateway wants cents",
        (CHARGE, CHARGE.replace("cents", "cents // 100")),
    ),
    "currency": _checkout(
        "does not tell the gateway the currency", (CHARGE, CHARGE.replace("cart.currency, ", ""))
    ),
    "twice": _checkout("charges twice", (f"return {CHARGE}", f"{CHARGE}\n        return {CHARGE}")),
    "nothing": _checkout("charges a cart that comes to 0", (" if cents else None", "")),
    "clock": _checkout(
        "does not ask `now` what time it is",
        ("from katas", "from datetime import UTC, datetime\n\nfrom katas"),
        ("now())", "datetime.now(UTC))"),
    ),
    "swallowed": _checkout(
        "takes no notice of Declined",
        ("    Cart,\n", "    Cart,\n    Declined,\n"),
        (
            "    except Unavailable",
            '    except Declined:\n        return ""\n    except Unavailable',
        ),
    ),
    "insists": _checkout("asks again after Declined", ("except Unavailable:", "except Exception:")),
    "mails too much": _checkout(
        "mails a receipt even if the charge has failed", (PAYMENT, NO_MATTER_WHAT)
    ),
    "mails too little": _checkout(
        "sends no mail if the cart comes to 0", (SEND, f"    if cents:\n    {SEND}")
    ),
    "gives up": _checkout(
        "does not ask again after Unavailable", ("if attempts == 1:", "if attempts:")
    ),
    "insists long": _checkout(
        "asks five times if the gateway stays Unavailable", ("ATTEMPTS = 3", "ATTEMPTS = 5")
    ),
    "new key": _checkout(
        "asks again with another key, so that customers may pay twice",
        ("key=cart.order", 'key=cart.order + "!" * (ATTEMPTS - attempts)'),
    ),
    "any currency": _checkout("takes any currency", (REFUSAL, "")),
    "foreign": _checkout(
        "refuses a currency that the gateway does not take, but charges first",
        (REFUSAL, ""),
        (RECEIPT, REFUSAL + RECEIPT),
    ),
}

DRIFTED = {
    "renamed": _drifted(
        "a gateway whose `charge` is called `create_charge` now",
        ("def charge(", "def create_charge("),
    ),
    "new name": _drifted(
        "a gateway that wants the key as `idempotency_key=` now",
        ("key: str)", "idempotency_key: str)"),
        ("        body = ", "        key = idempotency_key\n        body = "),
    ),
    "keyword": _drifted(
        "a mailer that takes the receipt only as `receipt=` now",
        ("to: str, receipt: Receipt", "to: str, *, receipt: Receipt"),
    ),
    "swapped": _drifted(
        "a gateway that takes first the currency and then the amount now",
        (PARAMETERS, "currency: str, amount: int, *, key: str"),
    ),
}
