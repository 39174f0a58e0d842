# expect: its children took 1 and 7 times 0.5
"""Takes only one loop of each child out of the time of its parent."""

from solutions.postgres.explain_reader import _ms, _tree, findings
from solutions.postgres.explain_reader import walk as reference

__all__ = ["findings", "walk"]


def walk(explain):
    nodes = reference(explain)
    raws = [raw for _, raw in _tree((), explain[0]["Plan"])]
    return [
        node._replace(self_ms=max(0.0, _ms(raw) - of_children(raw)))
        for node, raw in zip(nodes, raws, strict=True)
    ]


def of_children(raw):
    inside = [one for one in raw.get("Plans", ()) if one["Parent Relationship"] != "InitPlan"]
    return sum(one["Actual Total Time"] for one in inside)
