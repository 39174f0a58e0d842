"""Where to edit: the line of the learner's file that a failing test points at."""

import ast
import os
from pathlib import Path

from dojo.verdict import Frame, Result

Function = ast.FunctionDef | ast.AsyncFunctionDef


def to_edit(test: Result, judged: Path) -> int:
    """Return a line of the judged file: where it failed, else what the failing statement calls."""
    inside = [frame.line for frame in test.frames if _same(frame.file, judged)]
    if inside:
        return inside[-1]
    tree = ast.parse(judged.read_text(encoding="utf-8"))
    row = _rows(tree).get(test.name.partition("[")[2].removesuffix("]"))
    if row:
        return row
    functions = _functions(tree)
    for name in _names_used(test.frames):
        if name in functions:
            return functions[name]
    return min(functions.values(), default=1)


def in_tests(test: Result, tests: Path) -> int:
    """Return the line of the test file that failed."""
    lines = [frame.line for frame in test.frames if _same(frame.file, tests)]
    return lines[0] if lines else 1


def _same(file: str, path: Path) -> bool:
    return os.path.realpath(file) == os.path.realpath(path)


def _rows(tree: ast.Module) -> dict[str, int]:
    """Map each key that a dict is written with to its line: a row of a table to fill in."""
    dicts = [node for node in ast.walk(tree) if isinstance(node, ast.Dict)]
    keys = [key for table in dicts for key in table.keys if isinstance(key, ast.Constant)]
    return {key.value: key.lineno for key in keys if isinstance(key.value, str)}


def _functions(tree: ast.Module) -> dict[str, int]:
    """Map each function's and class's name to the line where it starts."""
    found: dict[str, int] = {}
    for node in ast.walk(tree):
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("__"):
            found.setdefault(node.name, node.lineno)
    return found


def _names_used(frames: tuple[Frame, ...]) -> list[str]:
    """Return what the failing test names, from the failing line backwards."""
    for frame in frames:
        if Path(frame.file).name.startswith("test_"):
            return _names_before(Path(frame.file), frame.line)
    return []


def _names_before(tests: Path, line: int) -> list[str]:
    for function in ast.walk(ast.parse(tests.read_text(encoding="utf-8"))):
        if isinstance(function, Function) and function.lineno <= line <= (function.end_lineno or 0):
            nodes = [
                node
                for node in ast.walk(function)
                if isinstance(node, ast.Attribute | ast.Name) and node.lineno <= line
            ]
            nodes.sort(key=_end, reverse=True)
            return [node.attr if isinstance(node, ast.Attribute) else node.id for node in nodes]
    return []


def _end(node: ast.expr) -> tuple[int, int]:
    return node.end_lineno or 0, node.end_col_offset or 0
