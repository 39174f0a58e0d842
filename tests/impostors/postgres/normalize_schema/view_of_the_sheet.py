# expect: sales must show line 1, as .*\n.* are \[\]
"""Shows the sheet itself, so that nothing depends on the new tables."""

from solutions.postgres.normalize_schema import load, tables

__all__ = ["load", "tables", "view"]


def view():
    return "create view sales as select * from sheet"
