# expect: findings raised ZeroDivisionError
"""Divides by the actual rows, which may be none."""

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
    ratio = raw["Plan Rows"] / raw["Actual Rows"]
    if ratio >= 10 or ratio <= 0.1:
        yield "misestimate"
    if raw.get("Sort Space Type") == "Disk":
        yield "sort_spill"
    if raw.get("Hash Batches", 1) > 1 or raw.get("HashAgg Batches", 1) > 1:
        yield "hash_batches"
    removed = raw.get("Rows Removed by Filter", 0) * loops
    if removed >= 1000 and removed >= 10 * raw["Actual Rows"] * loops:
        yield "filter_waste"
