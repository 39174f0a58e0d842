# expect: product \(.*: product_id determines product but not price
"""Takes the price for a fact about the product, as it would be in a catalogue."""

from solutions.postgres import normalize_schema as right

PRICE = "price numeric(8, 2) not null check (price >= 0)"


def tables():
    text = right.tables().replace(f"{PRICE},", "")
    return text.replace("product text not null", f"product text not null, {PRICE}")


def view():
    return right.view()


def load():
    text = right.load().replace("product_id, price", "product_id")
    return text.replace("product_id, product from", "product_id, product, price from")
