# expect: must have a row for each tag of a product\n.*\n\s*got .*home,sale
"""Gives the list of tags a table and a new name, and leaves it a list."""

from solutions.postgres import normalize_schema as right


def tables():
    return (
        right.tables()
        .replace("primary key (product_id, tag)", "primary key (product_id)")
        .replace("tag text", "tag text not null")
    )


def view():
    return right.view().replace("string_agg(tag, ',' order by tag)", "min(tag)")


def load():
    return right.load().replace(
        "select distinct product_id, unnest(string_to_array(tags, ',')) from sheet;",
        "select distinct product_id, tags from sheet where tags <> '';",
    )
