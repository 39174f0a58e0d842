# expect: blocks are counted over all loops already
"""Multiplies blocks by the loops, though EXPLAIN gives them in total."""

from solutions.postgres.explain_reader import Node, _ms, _root, _tree, findings

__all__ = ["findings", "walk"]


def walk(explain):
    return [node(path, raw) for path, raw in _tree((), _root(explain))]


def node(path, raw):
    inside = [one for one in raw.get("Plans", ()) if one["Parent Relationship"] != "InitPlan"]
    return Node(
        path,
        raw["Node Type"],
        raw["Actual Rows"] * raw["Actual Loops"],
        _ms(raw),
        max(0.0, _ms(raw) - sum(map(_ms, inside))),
        blocks(raw) - sum(map(blocks, inside)),
    )


def blocks(raw):
    return (raw["Shared Hit Blocks"] + raw["Shared Read Blocks"]) * raw["Actual Loops"]
