"""The checkout: an order is charged and confirmed by mail."""

from katas.testing._autospec_drift_services import (
    Cart,
    Gateway,
    Mailer,
    Receipt,
    Unavailable,
    now,
)

ATTEMPTS = 3


def place_order(cart: Cart, gateway: Gateway, mailer: Mailer) -> Receipt:
    """Charge what the cart comes to, then mail the receipt to its customer, and return it.

    There is one charge, in cents and in the cart's currency; its key is the order. If the
    gateway raises `Unavailable`, it is asked again at once, with the same key as well, three
    times in all. The third `Unavailable` is raised, and so is `Declined`, at once; no mail is
    sent then.

    A cart that comes to 0 is not charged: the receipt, mailed as any other, has None for its
    payment. A currency that is not among those of the gateway raises `ValueError`: nothing is
    charged, and no mail is sent. The time on the receipt is what `now` says, called by that
    name in this module, where it is looked up at each order.
    """
    if cart.currency not in gateway.currencies:
        raise ValueError(f"{cart.currency} is not one of {sorted(gateway.currencies)}")
    cents = int(sum(100 * line.price * line.quantity for line in cart.lines))
    payment = _charge(cart, cents, gateway) if cents else None
    receipt = Receipt(cart.order, cents, cart.currency, payment, now())
    mailer.send(cart.email, receipt)
    return receipt


def _charge(cart: Cart, cents: int, gateway: Gateway, attempts: int = ATTEMPTS) -> str:
    try:
        return gateway.charge(cents, cart.currency, key=cart.order)
    except Unavailable:
        if attempts == 1:
            raise
        return _charge(cart, cents, gateway, attempts - 1)
