# expect: 200 rows a loop in 7 loops are 1400
"""Takes the rows that a filter removed in one loop for all of them."""

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
    planned, actual = max(1, raw["Plan Rows"]), max(1, raw["Actual Rows"])
    if max(planned, actual) >= 10 * min(planned, actual):
        yield "misestimate"
    if raw.get("Sort Space Type") == "Disk":
        yield "sort_spill"
    if raw.get("Hash Batches", 1) > 1 or raw.get("HashAgg Batches", 1) > 1:
        yield "hash_batches"
    removed = raw.get("Rows Removed by Filter", 0)
    if removed >= 1000 and removed >= 10 * raw["Actual Rows"] * loops:
        yield "filter_waste"
