# expect: less than 0, by rounding only
"""Lets rounding make the time of a node itself less than nothing."""

from solutions.postgres.explain_reader import _ms, _tree, findings
from solutions.postgres.explain_reader import walk as reference

__all__ = ["findings", "walk"]


def walk(explain):
    nodes = reference(explain)
    raws = [raw for _, raw in _tree((), explain[0]["Plan"])]
    return [
        node._replace(self_ms=_ms(raw) - of_children(raw))
        for node, raw in zip(nodes, raws, strict=True)
    ]


def of_children(raw):
    inside = [one for one in raw.get("Plans", ()) if one["Parent Relationship"] != "InitPlan"]
    return sum(map(_ms, inside))
