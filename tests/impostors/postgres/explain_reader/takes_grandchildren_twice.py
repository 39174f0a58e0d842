# expect: contain the scan's 4 already
"""Takes everything below a node out of its time, not just its children."""

from solutions.postgres.explain_reader import _ms, _tree, findings
from solutions.postgres.explain_reader import walk as reference

__all__ = ["findings", "walk"]


def walk(explain):
    nodes = reference(explain)
    raws = [raw for _, raw in _tree((), explain[0]["Plan"])]
    return [
        node._replace(self_ms=max(0.0, 2 * _ms(raw) - all_of(raw)))
        for node, raw in zip(nodes, raws, strict=True)
    ]


def all_of(raw):
    return sum(_ms(one) for _, one in _tree((), raw))
