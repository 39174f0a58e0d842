# expect: sales must show line 1, as .*\n.*None
"""Starts from the orders and keeps those without lines, as rows full of NULL."""

from solutions.postgres.normalize_schema import load, tables
from solutions.postgres.normalize_schema import view as right_view

__all__ = ["load", "tables", "view"]


def view():
    text = right_view().replace("from line", "from orders").replace("left join", "full join")
    text = text.replace("join orders using", "left join line using")
    return text.replace("join product using", "left join product using").replace("full", "left")
