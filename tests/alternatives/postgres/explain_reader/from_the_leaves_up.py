"""Gives each node's numbers to its parent's account, from the last node back to the root."""

from typing import NamedTuple


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


def walk(explain):
    found = raws(explain)
    ms = {path: raw["Actual Total Time"] * raw["Actual Loops"] for path, raw in found.items()}
    own = dict(ms)
    blocks = {path: total(raw) for path, raw in found.items()}
    for path, raw in reversed(found.items()):
        if path and raw["Parent Relationship"] != "InitPlan":
            own[path[:-1]] -= ms[path]
            blocks[path[:-1]] -= total(raw)
    return [
        Node(
            path,
            raw["Node Type"],
            float(raw["Actual Rows"]) * raw["Actual Loops"],
            ms[path],
            max(own[path], 0),
            blocks[path],
        )
        for path, raw in found.items()
    ]


def findings(explain):
    return [
        Finding(path, problem)
        for path, raw in raws(explain).items()
        for problem, is_found in PROBLEMS.items()
        if is_found(raw) and (raw["Actual Loops"] > 0) == (problem != "never_executed")
    ]


def raws(explain):
    """Return all nodes by path, in order, found with a stack."""
    if not isinstance(explain, list):
        raise TypeError("FORMAT JSON, please")
    if not explain[0]["Plan"].keys() >= {"Actual Loops", "Shared Hit Blocks"}:
        raise ValueError("ANALYZE and BUFFERS, please")
    found = {}
    waiting = [((), explain[0]["Plan"])]
    while waiting:
        path, raw = waiting.pop()
        found[path] = raw
        below = [((*path, place), one) for place, one in enumerate(raw.get("Plans", []))]
        waiting += reversed(below)
    return found


def total(raw):
    return raw["Shared Hit Blocks"] + raw["Shared Read Blocks"]


def is_misestimated(raw):
    ratio = max(raw["Plan Rows"], 1) / max(raw["Actual Rows"], 1)
    return not 0.1 < ratio < 10


def has_batches(raw):
    return max(raw.get("Hash Batches", 0), raw.get("HashAgg Batches", 0)) > 1


def wastes(raw):
    removed = raw.get("Rows Removed by Filter", 0)
    return removed * raw["Actual Loops"] >= 1000 and removed / 10 >= raw["Actual Rows"]


PROBLEMS = {
    "never_executed": lambda raw: raw["Actual Loops"] == 0,
    "misestimate": is_misestimated,
    "sort_spill": lambda raw: raw.get("Sort Space Type") == "Disk",
    "hash_batches": has_batches,
    "filter_waste": wastes,
}
