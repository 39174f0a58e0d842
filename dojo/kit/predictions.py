"""Predictions: a table that a learner fills in by hand, judged row by row.

    @pytest.mark.parametrize("row", OPERATIONS)
    def test_prediction(row):
        said = predictions.entry(kata, "COSTS", row, among=["O(1)", "O(n)"])
        assert said == measured(row), ...

Only what stands in the table counts, read from the source: a computed entry predicts
nothing. A row that is still `...` raises `NotImplementedError`, as an unwritten function does.
"""

import ast
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from types import ModuleType


def entry(module: ModuleType, table: str, row: str, *, among: Sequence[object] = ()) -> object:
    """Return what the learner predicts; it must be one of `among`, where that is given."""
    value = _literal(_rows(module, table), table, row)
    if value is ...:
        raise NotImplementedError(f"{table}[{row!r}] has no prediction yet")
    if among and not any(type(value) is type(one) and value == one for one in among):
        choices = ", ".join(map(repr, among))
        raise AssertionError(f"{table}[{row!r}] is {value!r}; it must be one of {choices}")
    return value


def first_difference(order: Iterable[str], predicted: Iterable[str]) -> str:
    """Tell where two orders that are not the same part."""
    pairs = enumerate(zip_longest(order, predicted, fillvalue="the end"), start=1)
    return next(
        f"at place {n} came {one}, not {other}" for n, (one, other) in pairs if one != other
    )


def _rows(module: ModuleType, table: str) -> dict[object, ast.expr]:
    """Map each row of the table to its entry in the source."""
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    written = [value for name, value in _assignments(ast.parse(source)) if name == table]
    if not written:
        raise AssertionError(f"the module has no table {table} any more")
    if not isinstance(written[-1], ast.Dict):
        raise AssertionError(f"{table} must be written out, row by row: it holds predictions")
    pairs = zip(written[-1].keys, written[-1].values, strict=True)
    return {key.value: value for key, value in pairs if isinstance(key, ast.Constant)}


def _assignments(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Yield each name that the module assigns to, and the expression it gets."""
    for node in tree.body:
        if isinstance(node, ast.Assign):
            yield from ((ast.unparse(target), node.value) for target in node.targets)
        elif isinstance(node, ast.AnnAssign) and node.value:
            yield ast.unparse(node.target), node.value


def _literal(rows: dict[object, ast.expr], table: str, row: str) -> object:
    if row not in rows:
        raise AssertionError(f"{table} has no row {row!r} any more")
    try:
        return ast.literal_eval(rows[row])
    except ValueError:
        written = ast.unparse(rows[row])
        raise AssertionError(
            f"{table}[{row!r}] is `{written}`; a prediction is written out, not computed"
        ) from None
