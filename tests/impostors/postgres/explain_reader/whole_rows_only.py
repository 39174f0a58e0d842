# expect: a quarter of a row a loop
"""Makes the average of rows an int before it is multiplied."""

from solutions.postgres.explain_reader import _tree, findings
from solutions.postgres.explain_reader import walk as reference

__all__ = ["findings", "walk"]


def walk(explain):
    nodes = reference(explain)
    raws = [raw for _, raw in _tree((), explain[0]["Plan"])]
    rows = [int(raw["Actual Rows"]) * raw["Actual Loops"] for raw in raws]
    return [node._replace(rows=number) for node, number in zip(nodes, rows, strict=True)]
