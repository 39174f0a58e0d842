# expect: 10 rows were planned for each loop, and 10 came
"""Compares the estimate, which is for one loop, with the rows of all loops."""

from solutions.postgres.explain_reader import Finding, _root, _tree, walk

__all__ = ["findings", "walk"]


def findings(explain):
    tree = _tree((), _root(explain))
    return [Finding(path, problem) for path, raw in tree for problem in problems(raw)]


def problems(raw):
    loops = raw["Actual Loops"]
    if not loops:
        yield "never_executed"
        return
    planned, actual = max(1, raw["Plan Rows"]), max(1, raw["Actual Rows"] * loops)
    if max(planned, actual) >= 10 * min(planned, actual):
        yield "misestimate"
    if raw.get("Sort Space Type") == "Disk":
        yield "sort_spill"
    if raw.get("Hash Batches", 1) > 1 or raw.get("HashAgg Batches", 1) > 1:
        yield "hash_batches"
    removed = raw.get("Rows Removed by Filter", 0) * loops
    if removed >= 1000 and removed >= 10 * raw["Actual Rows"] * loops:
        yield "filter_waste"
