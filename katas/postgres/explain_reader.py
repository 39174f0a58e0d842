"""EXPLAIN reader: where a query's time went, and what its planner got wrong.

Both functions take what psycopg fetches for EXPLAIN (ANALYZE, BUFFERS, FORMAT
JSON): a list of one dict, whose "Plan" is the root. A node's children, if any,
are its "Plans". "Plan Rows", "Actual Rows", "Actual Total Time" (in ms) and
"Rows Removed by Filter" are for one loop on average, of "Actual Loops" loops;
"Shared Hit Blocks" and "Shared Read Blocks" are for all loops together.

A node's time and blocks contain those of its children. What is left without
them is its self time (0 where rounding makes it negative) and self blocks.
One kind of child stays in: where "Parent Relationship" is "InitPlan", as it is
for a CTE, it ran inside the node that asked for it, not always its parent.

    >>> scan = {"Node Type": "Seq Scan", "Plan Rows": 5, "Actual Rows": 50.0,
    ...         "Actual Loops": 2, "Actual Total Time": 1.5,
    ...         "Shared Hit Blocks": 8, "Shared Read Blocks": 0}
    >>> loop = scan | {"Node Type": "Nested Loop", "Plan Rows": 50, "Plans": [scan],
    ...                "Actual Loops": 1, "Actual Total Time": 4.0}
    >>> [(node.path, node.rows, node.self_ms) for node in walk([{"Plan": loop}])]
    [((), 50.0, 1.0), ((0,), 100.0, 3.0)]
    >>> findings([{"Plan": loop}])
    [Finding(path=(0,), problem='misestimate')]

A finding is a place to look at, not a verdict. Plans here have no parallel
workers. Both functions leave the plan as it is. They refuse what is no list,
such as a plan in text (`TypeError`), and what was made without ANALYZE or
without BUFFERS (`ValueError`).
"""

from typing import Any, NamedTuple


class Node(NamedTuple):
    path: tuple[int, ...]
    """Places in "Plans", from the root `()` down: `(1, 0)` is its second child's first."""
    kind: str
    """The "Node Type"."""
    rows: float
    """Over all loops, like all that follow."""
    ms: float
    self_ms: float
    self_blocks: int
    """Shared blocks, hit and read."""


class Finding(NamedTuple):
    path: tuple[int, ...]
    problem: str


def walk(explain: list[dict[str, Any]]) -> list[Node]:
    """Return all nodes: each before its children, and those in their order."""
    raise NotImplementedError


def findings(explain: list[dict[str, Any]]) -> list[Finding]:
    """Return the problems of all nodes, in the order of `walk`; those of one node in this order.

    never_executed  no loops; nothing else is looked for then
    misestimate     planned and actual rows of a loop differ tenfold or more; below 1 counts as 1
    sort_spill      "Sort Space Type" is "Disk"
    hash_batches    "Hash Batches" or "HashAgg Batches" is above 1
    filter_waste    over all loops, the filter removed at least 1000 rows, and at least ten
                    for each row that came out
    """
    raise NotImplementedError
