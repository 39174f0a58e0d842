r"""Mutants: the wrong programs that lie one edit away from a right one.

    >>> for mutant in mutants("def younger(a, b):\n    return a < b\n"):
    ...     print(mutant.line, mutant.name)
    2 younger: `return a < b` with None for its value
    2 younger: `a < b` with <= for <
    2 younger: `a < b` with >= for <

A test suite that accepts one of them has a hole, or the edit changes nothing.
`operators.OPERATORS` lists the edits; each takes a node and yields what may stand in its
place. What nobody promises is left alone: texts of exceptions, `__repr__`,
annotations, docstrings, imports.
"""

import ast
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dojo.mutation import operators
from dojo.mutation.sites import Site, sites
from dojo.mutation.text import Text


@dataclass(frozen=True)
class Mutant:
    """One wrong program: `line` is in the original, `name` outlives edits elsewhere in it."""

    line: int
    name: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Yield every mutant that compiles, by line; no two share a name or a source."""
    tree = ast.parse(source)
    text = Text(source, tree)
    edits = [
        (site, edit) for site in sites(tree) for op in operators.OPERATORS for edit in op(site.node)
    ]
    edits.sort(key=lambda pair: text.line(pair[1].at))
    seen = {ast.unparse(tree)}
    names = Counter[str]()
    for site, edit in edits:
        mutated = _unparse_with(tree, site, edit.new)
        if mutated in seen or not _compiles(mutated):
            continue
        seen.add(mutated)
        name = f"{site.scope}: {text.quote(edit.at)} {edit.what}"
        names[name] += 1
        suffix = f" ({names[name]})" if names[name] > 1 else ""
        yield Mutant(text.line(edit.at), name + suffix, mutated)


def _unparse_with(tree: ast.Module, site: Site, new: ast.AST | list[ast.stmt]) -> str:
    old = getattr(site.parent, site.field)
    setattr(site.parent, site.field, _spliced(old, site.node, new))
    try:
        return ast.unparse(tree)
    finally:
        setattr(site.parent, site.field, old)


def _spliced(old: object, node: ast.AST, new: ast.AST | list[ast.stmt]) -> object:
    if not isinstance(old, list):
        return new
    i = next(i for i, item in enumerate(old) if item is node)
    return [*old[:i], *(new if isinstance(new, list) else [new]), *old[i + 1 :]]


def _compiles(source: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(source, "<mutant>", "exec", dont_inherit=True)
        except SyntaxError:
            return False
    return True
