"""EXPLAIN reader, solved by two sums and a list of questions.

EXPLAIN mixes three ways of counting. Rows and time are averages, so they have
to be multiplied by the loops: an index scan of 0.02 ms is the whole query if
it ran 100,000 times. Buffers are totals and must not be. And a node's clock
runs on while its children work, so what the node itself did is a difference.

Only an estimate is compared without loops. The planner's number is for one
loop as well; after multiplication every inner side of a nested loop would
look misjudged. Both are taken as at least 1, for the planner never says 0 and
half a row is no mistake.

InitPlans hang on the top node of their query level and run when somebody
first needs the result. Subtracted from their parent, they make it faster than
nothing; left alone they are counted twice, in their own subtree and in the
node that waited for them. All other nodes add up to the root. For a CTE one
could do better, since a CTE Scan names the CTE that it reads, unless several
scans pulled it by turns. For `$0` or `(InitPlan 1).col1` one would have to
read expressions, which change with the version.

Before version 18, Actual Rows are rounded to whole rows, so the product of an
average near zero and many loops may be far off. With parallel workers, time
adds up over processes and exceeds the clock's.

At work, paste the plan into explain.dalibo.com or explain.depesz.com; they do
what is done here. auto_explain logs plans of slow statements as they happen.

Interview: "How do you optimise a query, and how do you read EXPLAIN (ANALYZE,
BUFFERS)?" First find the query that costs most in total: pg_stat_statements,
not the slowest single call. Run EXPLAIN on data of real size; ANALYZE executes
it, so wrap a write in a transaction and roll back. Read from the inside out:
where is self time or self blocks large, and where does the first estimate go
wrong? All decisions above it rest on that number. Then, by finding:

- misestimate: ANALYZE the table; raise the column's statistics target; CREATE
  STATISTICS for columns that depend on each other; an expression needs an
  index or statistics of its own. A node below a LIMIT stopped early and a
  BitmapOr always reports 0 rows: neither is a mistake.
- sort_spill: an index that gives the order, fewer or narrower rows, then
  work_mem for this session. It is granted per node, so never generously for all.
- hash_batches: the same cure, or hash the smaller side: check its estimate.
- filter_waste: an index on what is filtered, or a condition that an index can
  serve (no function around the column). If the table is small or most queries
  want most of it, let it be.
- never_executed: nothing to mend. The numbers there are guesses, and another
  parameter may run that branch: explain it with that one too.

Also look at Heap Fetches (VACUUM sets the visibility map), lossy bitmap blocks
(work_mem), blocks read against hit, loops in the thousands (N+1 inside the
server), and planning time. Change one thing, measure again.

Hints
-----
1. Which numbers are averages, and which are totals? Decide for each key once,
   and give every conversion a small function of its own.
2. A child's time already contains its own children's. How far down do you have
   to look in order to subtract?
3. One generator that yields (path, node as a dict), parents first, serves both
   functions: extend the path by the place in "Plans".
4. `self_ms = max(0.0, ms(node) - sum(ms(child) for child in children))`, where
   children are those that are no InitPlan. Blocks go the same way.
5. For a misestimate raise both numbers to 1, then compare the larger with ten
   times the smaller. Nothing has to be divided, here or at the filter.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

TENFOLD = 10
WASTE = 1000

_Path = tuple[int, ...]
_Raw = dict[str, Any]


class Node(NamedTuple):
    path: tuple[int, ...]
    kind: str
    rows: float
    ms: float
    self_ms: float
    self_blocks: int


class Finding(NamedTuple):
    path: tuple[int, ...]
    problem: str


def walk(explain: list[dict[str, Any]]) -> list[Node]:
    return [_node(path, raw) for path, raw in _tree((), _root(explain))]


def findings(explain: list[dict[str, Any]]) -> list[Finding]:
    tree = _tree((), _root(explain))
    return [Finding(path, problem) for path, raw in tree for problem in _problems(raw)]


def _root(explain: list[_Raw]) -> _Raw:
    if not isinstance(explain, list):
        raise TypeError(f"a plan in FORMAT JSON is a list, not {type(explain).__name__}")
    root: _Raw = explain[0]["Plan"]
    missing = {"Actual Loops", "Shared Hit Blocks"} - root.keys()
    if missing:
        raise ValueError(f"made without ANALYZE or BUFFERS: the plan lacks {sorted(missing)}")
    return root


def _tree(path: _Path, raw: _Raw) -> Iterator[tuple[_Path, _Raw]]:
    yield path, raw
    for place, below in enumerate(raw.get("Plans", ())):
        yield from _tree((*path, place), below)


def _node(path: _Path, raw: _Raw) -> Node:
    inside = [
        below for below in raw.get("Plans", ()) if below.get("Parent Relationship") != "InitPlan"
    ]
    return Node(
        path,
        raw["Node Type"],
        rows=raw["Actual Rows"] * raw["Actual Loops"],
        ms=_ms(raw),
        self_ms=max(0.0, _ms(raw) - sum(map(_ms, inside))),
        self_blocks=_blocks(raw) - sum(map(_blocks, inside)),
    )


def _ms(raw: _Raw) -> float:
    ms: float = raw["Actual Total Time"] * raw["Actual Loops"]
    return ms


def _blocks(raw: _Raw) -> int:
    blocks: int = raw["Shared Hit Blocks"] + raw["Shared Read Blocks"]
    return blocks


def _problems(raw: _Raw) -> Iterator[str]:
    loops = raw["Actual Loops"]
    if not loops:
        yield "never_executed"
        return
    planned, actual = max(1, raw["Plan Rows"]), max(1, raw["Actual Rows"])
    if max(planned, actual) >= TENFOLD * min(planned, actual):
        yield "misestimate"
    if raw.get("Sort Space Type") == "Disk":
        yield "sort_spill"
    batches = raw.get("Hash Batches") or raw.get("HashAgg Batches")
    if batches and batches > 1:
        yield "hash_batches"
    removed = raw.get("Rows Removed by Filter", 0) * loops
    if removed >= WASTE and removed >= TENFOLD * raw["Actual Rows"] * loops:
        yield "filter_waste"
