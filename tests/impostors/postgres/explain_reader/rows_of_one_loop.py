# expect: rows of \(1,\) is 70, not 10
"""Gives the rows of an average loop as if they were all."""

from solutions.postgres.explain_reader import _tree, findings
from solutions.postgres.explain_reader import walk as reference

__all__ = ["findings", "walk"]


def walk(explain):
    nodes = reference(explain)
    raws = [raw for _, raw in _tree((), explain[0]["Plan"])]
    return [node._replace(rows=raw["Actual Rows"]) for node, raw in zip(nodes, raws, strict=True)]
