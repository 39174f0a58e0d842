# expect: and no others; they have tags
"""Leaves the tags as they are, a list in a string."""

from solutions.postgres import normalize_schema as right


def tables():
    text = right.tables().replace("product text not null", "product text not null, tags text")
    return text.replace("create table product_tag", "create temporary table product_tag").replace(
        "references product,\n            tag ", ", tag "
    )


def view():
    before, _, _ = right.view().partition("left join (")
    return before


def load():
    text = right.load().replace("product_id, product from", "product_id, product, tags from")
    return text.replace("insert into product_tag", "")
