"""What the text of a file tells: its code without the brief, its statements and branches.

Statements are what the grammar calls so, except docstrings. Branches are `if` and `elif`,
loops, also those of comprehensions, and the conditions in these, conditional expressions, the
operands of `and` and `or` after the first, `except`, and each `case` but a wildcard, with
its guard as one more. So 1 + branches is McCabe's cyclomatic complexity of the whole file.
"""

import ast
import io
import tokenize
import warnings
from dataclasses import dataclass
from pathlib import Path

WITH_DOCSTRING = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    code: list[str]
    """The lines below the module's docstring."""
    above: int
    """How many lines the file has before them."""
    statements: int | None = None
    """None, as the branches are, where the file does not parse."""
    branches: int | None = None


def read(file: Path) -> Source:
    """Read a file that may be broken, or missing."""
    if not file.is_file():
        return Source([], 0)
    content = file.read_bytes()
    lines, above = _code(content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n"))
    try:
        with warnings.catch_warnings(action="ignore"):
            nodes = list(ast.walk(ast.parse(content)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Source(lines, above)
    docstrings = sum(_has_docstring(node) for node in nodes)
    statements = sum(isinstance(node, ast.stmt) for node in nodes) - docstrings
    return Source(lines, above, statements, sum(map(_branches, nodes)))


def _code(text: str) -> tuple[list[str], int]:
    lines = text.rstrip().split("\n")
    above = _end_of_docstring(text)
    while above < len(lines) and not lines[above].strip():
        above += 1
    return lines[above:], above


def _end_of_docstring(text: str) -> int:
    """Return the line on which the module's docstring ends, 0 for none."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type not in (tokenize.COMMENT, tokenize.NL):
                return token.end[0] if token.type == tokenize.STRING else 0
    except (tokenize.TokenError, SyntaxError):
        pass
    return 0


def _has_docstring(node: ast.AST) -> bool:
    return isinstance(node, WITH_DOCSTRING) and ast.get_docstring(node, clean=False) is not None


def _branches(node: ast.AST) -> int:
    match node:
        case ast.If() | ast.IfExp() | ast.For() | ast.AsyncFor() | ast.While():
            return 1
        case ast.comprehension(ifs=conditions):
            return 1 + len(conditions)
        case ast.BoolOp(values=operands):
            return len(operands) - 1
        case ast.ExceptHandler():
            return 1
        case ast.match_case(pattern=ast.MatchAs(pattern=None), guard=guard):
            return int(guard is not None)
        case ast.match_case(guard=guard):
            return 1 + int(guard is not None)
    return 0
