# expect: walk must raise ValueError for what EXPLAIN \(ANALYZE, BUFFERS OFF
"""Takes blocks that the plan does not mention for none at all."""

from solutions.postgres.explain_reader import findings as found
from solutions.postgres.explain_reader import walk as walked

NONE = {"Shared Hit Blocks": 0, "Shared Read Blocks": 0}


def walk(explain):
    return walked(filled(explain))


def findings(explain):
    return found(filled(explain))


def filled(explain):
    if not isinstance(explain, list):
        return explain
    return [{"Plan": whole(explain[0]["Plan"])}]


def whole(raw):
    below = raw.get("Plans")
    return NONE | raw | ({"Plans": [whole(one) for one in below]} if below else {})
