# expect: a product that nobody bought has .*no table takes tag
"""Hangs the tags on each line that sells the product, so that without a sale there are none."""

from solutions.postgres import normalize_schema as right

TAG = """
    create table line_tag (
        order_no int, line_no int, tag text,
        primary key (order_no, line_no, tag),
        foreign key (order_no, line_no) references line
    )
"""


def tables():
    before, _, after = right.tables().partition("create table product_tag")
    return before + after[after.index("create table orders") :] + TAG


def view():
    text = (
        right.view()
        .replace("product_tag", "line_tag")
        .replace("select product_id,", "select order_no, line_no,")
    )
    return text.replace("group by product_id", "group by order_no, line_no").replace(
        "tagged using (product_id)", "tagged using (order_no, line_no)"
    )


def load():
    before, _, after = right.load().partition("insert into product_tag")
    after = after[after.index("insert into orders") :]
    return before + after.replace(
        "do $$",
        """
        insert into line_tag
        select order_no, line_no, unnest(string_to_array(tags, ',')) from sheet;
        do $$""",
    )
