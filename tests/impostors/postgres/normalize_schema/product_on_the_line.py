# expect: line \(.*: product_id determines product but not
"""Leaves the name of the product on each line, next to the id that decides it."""

from solutions.postgres import normalize_schema as right


def tables():
    text = right.tables().replace("product text not null", "made_of text")
    text = text.replace("price numeric", "product text not null, price numeric")
    return text.replace(",\n            made_of text", "")


def view():
    return right.view().replace("product_id, product,", "product_id, line.product,")


def load():
    text = right.load().replace("product_id, price", "product_id, product, price")
    return text.replace(
        "product select distinct product_id, product", "product select distinct product_id"
    )
