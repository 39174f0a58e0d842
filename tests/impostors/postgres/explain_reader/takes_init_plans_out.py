# expect: CTE included
"""Takes an InitPlan out of the node that it hangs on, wherever it ran."""

from solutions.postgres.explain_reader import _blocks, _ms, _tree, findings
from solutions.postgres.explain_reader import walk as reference

__all__ = ["findings", "walk"]


def walk(explain):
    nodes = reference(explain)
    raws = [raw for _, raw in _tree((), explain[0]["Plan"])]
    return [own(node, raw) for node, raw in zip(nodes, raws, strict=True)]


def own(node, raw):
    below = raw.get("Plans", ())
    self_ms = max(0.0, node.ms - sum(map(_ms, below)))
    return node._replace(self_ms=self_ms, self_blocks=_blocks(raw) - sum(map(_blocks, below)))
