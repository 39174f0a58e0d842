r"""Mutants: the wrong programs that lie one edit away from a right one.

    >>> for mutant in mutants("def younger(a, b):\n    return a < b\n"):
    ...     print(mutant.line, mutant.name)
    2 younger: `return a < b` with None for its value
    2 younger: `a < b` with <= for <
    2 younger: `a < b` with >= for <

A test suite that accepts one of them has a hole, or the edit changes nothing.
`OPERATORS` lists the edits; each takes a node and yields what may stand in its
place. What nobody promises is left alone: texts of exceptions, `__repr__`,
annotations, docstrings, imports.
"""

import ast
import copy
import io
import tokenize
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

NodeT = TypeVar("NodeT", bound=ast.AST)
ItemT = TypeVar("ItemT")


@dataclass(frozen=True)
class Mutant:
    """One wrong program: `line` is in the original, `name` outlives edits elsewhere in it."""

    line: int
    name: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Yield every mutant that compiles, by line; no two share a name or a source."""
    tree = ast.parse(source)
    text = _Text(source, tree)
    edits = [(site, edit) for site in _sites(tree) for op in OPERATORS for edit in op(site.node)]
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


# Operators ------------------------------------------------------------------


class Edit(NamedTuple):
    """Put `new` where the node was; `at` and `what` tell a reader which edit it is."""

    at: ast.AST
    what: str
    new: ast.AST | list[ast.stmt]


COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
}
SYMBOLS: dict[type[ast.AST], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.FloorDiv: "//",
    ast.Div: "/",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.BitXor: "^",
    ast.And: "and",
    ast.Or: "or",
    ast.Not: "not",
    ast.USub: "-",
    ast.Invert: "~",
}
SYMMETRIC = {"gcd", "max", "min"}


def swap_comparison(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, ast.Compare):
        return
    for i, old in enumerate(node.ops):
        for new in COMPARISONS[type(old)]:
            what = f"with {SYMBOLS[new]} for {SYMBOLS[type(old)]}"
            yield Edit(node, what, _changed(node, ops=_replaced(node.ops, i, new())))


def swap_arithmetic(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, (ast.BinOp, ast.AugAssign)):
        return
    new = ARITHMETIC.get(type(node.op))
    if new is None:
        return
    equals = "=" if isinstance(node, ast.AugAssign) else ""
    what = f"with {SYMBOLS[new]}{equals} for {SYMBOLS[type(node.op)]}{equals}"
    yield Edit(node, what, _changed(node, op=new()))


def swap_and_or(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, ast.BoolOp):
        return
    new = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    what = f"with {SYMBOLS[type(new)]} for {SYMBOLS[type(node.op)]}"
    yield Edit(node, what, _changed(node, op=new))


def drop_operand(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, ast.BoolOp):
        return
    for i, value in enumerate(node.values):
        rest = _without(node.values, i)
        new = rest[0] if len(rest) == 1 else _changed(node, values=rest)
        yield Edit(value, f"dropped from {SYMBOLS[type(node.op)]}", new)


def drop_sign(node: ast.AST) -> Iterator[Edit]:
    if isinstance(node, ast.UnaryOp) and type(node.op) in SYMBOLS:
        yield Edit(node, f"without {SYMBOLS[type(node.op)]}", node.operand)


def change_constant(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, ast.Constant):
        return
    for value in _other_values(node.value):
        yield Edit(node, f"with {value!r} for {_shortened(repr(node.value))}", ast.Constant(value))


def _other_values(value: object) -> tuple[float | str | bytes, ...]:
    match value:
        case bool():
            return (not value,)
        case int() | float():
            return (value + 1, type(value)(0))
        case str() | bytes():
            return (value[:0],)
    return ()


def change_default(node: ast.AST) -> Iterator[Edit]:
    """Other constants than None are changed wherever they stand."""
    if not isinstance(node, ast.arguments):
        return
    for field in ("defaults", "kw_defaults"):
        values: list[ast.expr | None] = getattr(node, field)
        for i, value in enumerate(values):
            if value is None or (isinstance(value, ast.Constant) and value.value is not None):
                continue
            new = 0 if isinstance(value, ast.Constant) else None
            what = "with 0 for None" if isinstance(value, ast.Constant) else "default as None"
            changed = _changed(node, **{field: _replaced(values, i, ast.Constant(new))})
            yield Edit(value, what, changed)


def fix_condition(node: ast.AST) -> Iterator[Edit]:
    """No `while` becomes endless: waiting for such a mutant to die would teach nothing."""
    match node:
        case ast.If(test=test) | ast.IfExp(test=test) if not isinstance(test, ast.Constant):
            yield Edit(node, "always true", _changed(node, test=ast.Constant(True)))
            yield Edit(node, "never true", _changed(node, test=ast.Constant(False)))
        case ast.While(test=test) if not isinstance(test, ast.Constant):
            yield Edit(node, "never true", _changed(node, test=ast.Constant(False)))
        case ast.comprehension(ifs=tests):
            for i, test in enumerate(tests):
                never = _replaced(tests, i, ast.Constant(False))
                yield Edit(test, "always true", _changed(node, ifs=_without(tests, i)))
                yield Edit(test, "never true", _changed(node, ifs=never))
        case ast.match_case(guard=ast.expr() as guard):
            yield Edit(guard, "always true", _changed(node, guard=None))


def stop_loop(node: ast.AST) -> Iterator[Edit]:
    """Turn `while` into `if`; a `break` does it, and then inner ones stay legal."""
    if not isinstance(node, (ast.While, ast.For, ast.AsyncFor)) or node.orelse:
        return
    if not isinstance(node.body[-1], (ast.Break, ast.Continue, ast.Raise, ast.Return)):
        yield Edit(node, "at most once", _changed(node, body=[*node.body, ast.Break()]))


def swap_break_continue(node: ast.AST) -> Iterator[Edit]:
    if isinstance(node, ast.Break):
        yield Edit(node, "as continue", ast.Continue())
    if isinstance(node, ast.Continue):
        yield Edit(node, "as break", ast.Break())


def delete_statement(node: ast.AST) -> Iterator[Edit]:
    match node:
        case ast.AnnAssign(value=ast.expr()):
            yield Edit(node, "without its value", _changed(node, value=None))
        case ast.Assert(test=test) if _narrows_a_type(test):
            return
        case ast.Assign() | ast.AugAssign() | ast.Delete() | ast.Expr():
            yield Edit(node, "deleted", ast.Pass())
        case ast.Raise() | ast.Assert() | ast.Return(value=None):
            yield Edit(node, "deleted", ast.Pass())


def return_none(node: ast.AST) -> Iterator[Edit]:
    """A True or False is flipped instead, and None is None."""
    match node:
        case ast.Return(value=None | ast.Constant(value=None | bool())):
            return
        case ast.Return():
            yield Edit(node, "with None for its value", ast.Return(ast.Constant(None)))


def drop_branch(node: ast.AST) -> Iterator[Edit]:
    match node:
        case ast.If() | ast.For() | ast.AsyncFor() | ast.While() if node.orelse:
            yield Edit(node, "without its else", _changed(node, orelse=[]))
        case ast.Match(cases=cases) if len(cases) > 1:
            for i, case in enumerate(cases):
                yield Edit(case.pattern, "case dropped", _changed(node, cases=_without(cases, i)))


def drop_handler(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, (ast.Try, ast.TryStar)):
        return
    for i, handler in enumerate(node.handlers):
        rest = _without(node.handlers, i)
        bare = not rest and not node.finalbody
        new = [*node.body, *node.orelse] if bare else _changed(node, handlers=rest)
        yield Edit(handler, "removed", new)


def change_caught(node: ast.AST) -> Iterator[Edit]:
    """Catch too much or too little; bodies of handlers are emptied line by line already."""
    if not isinstance(node, ast.ExceptHandler):
        return
    caught = "BaseException" if _last_name(node.type) == "Exception" else "Exception"
    yield Edit(node, f"with {caught}", _changed(node, type=ast.Name(caught)))
    if isinstance(node.type, ast.Tuple):
        for i, kind in enumerate(node.type.elts):
            fewer = _changed(node.type, elts=_without(node.type.elts, i))
            yield Edit(kind, "no longer caught", _changed(node, type=fewer))


def change_raised(node: ast.AST) -> Iterator[Edit]:
    match node:
        case ast.Raise(exc=ast.Call(func=kind) as call):
            new: ast.expr = _changed(call, func=ast.Name("Exception"))
        case ast.Raise(exc=ast.expr() as kind):
            new = ast.Name("Exception")
        case _:
            return
    if _last_name(kind)[:1].isupper():
        yield Edit(node, "with Exception", _changed(node, exc=new))


def unwrap_with(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, (ast.With, ast.AsyncWith)):
        return
    for i, item in enumerate(node.items):
        if item.optional_vars is not None:
            continue
        rest = _without(node.items, i)
        new = _changed(node, items=rest) if rest else node.body
        yield Edit(item.context_expr, "not entered", new)


def flatten_finally(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, (ast.Try, ast.TryStar)) or not node.finalbody:
        return
    guarded = [_changed(node, finalbody=[])] if node.handlers else node.body
    yield Edit(node.finalbody[0], "moved out of finally", [*guarded, *node.finalbody])


def drop_decorator(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return
    for i, decorator in enumerate(node.decorator_list):
        if _last_name(decorator) not in {"final", "override"}:
            rest = _without(node.decorator_list, i)
            yield Edit(decorator, "decorator dropped", _changed(node, decorator_list=rest))


def drop_bound(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, ast.Slice):
        return
    for part in ("lower", "upper", "step"):
        if getattr(node, part):
            yield Edit(node, f"without {part}", _changed(node, **{part: None}))


def swap_arguments(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, ast.Call) or _last_name(node.func) in SYMMETRIC:
        return
    if _makes_exception(node):
        return
    for i, (one, other) in enumerate(zip(node.args, node.args[1:], strict=False)):
        fixed = isinstance(one, (ast.Constant, ast.Starred))
        if fixed or isinstance(other, (ast.Constant, ast.Starred)):
            continue
        swapped = [*node.args[:i], other, one, *node.args[i + 2 :]]
        what = f"with arguments {i + 1} and {i + 2} swapped"
        yield Edit(node, what, _changed(node, args=swapped))


def drop_keyword(node: ast.AST) -> Iterator[Edit]:
    """A True or False is flipped instead: without it the callee would do one of the two."""
    if not isinstance(node, (ast.Call, ast.ClassDef)) or _makes_exception(node):
        return
    for i, keyword in enumerate(node.keywords):
        if isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, bool):
            continue
        rest = _without(node.keywords, i)
        yield Edit(keyword, "keyword dropped", _changed(node, keywords=rest))


OPERATORS: tuple[Callable[[ast.AST], Iterator[Edit]], ...] = (
    swap_comparison,
    swap_arithmetic,
    swap_and_or,
    drop_operand,
    drop_sign,
    change_constant,
    change_default,
    fix_condition,
    stop_loop,
    swap_break_continue,
    delete_statement,
    return_none,
    drop_branch,
    drop_handler,
    change_caught,
    change_raised,
    unwrap_with,
    flatten_finally,
    drop_decorator,
    drop_bound,
    swap_arguments,
    drop_keyword,
)


# Where edits are made -------------------------------------------------------


class _Site(NamedTuple):
    """A node, the field of its parent that holds it, and the function or class it is in."""

    parent: ast.AST
    field: str
    node: ast.AST
    scope: str


DECLARATIONS = {"__all__", "__match_args__", "__slots__"}
TYPE_MAKERS = {"NewType", "ParamSpec", "TypeVar", "TypeVarTuple"}
SILENT_FIELDS = {"annotation", "format_spec", "msg", "returns", "type_params"}


def _sites(parent: ast.AST, scope: str = "") -> Iterator[_Site]:
    for field, node in _mutable_children(parent):
        inner = scope
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            inner = f"{scope}.{node.name}" if scope else node.name
        yield _Site(parent, field, node, inner or "module")
        yield from _sites(node, inner)


def _mutable_children(parent: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    silent = {id(part) for part in _silent_parts(parent)}
    for field, value in ast.iter_fields(parent):
        if field in SILENT_FIELDS:
            continue
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, ast.AST) and id(node) not in silent and not _is_off_limits(node):
                yield field, node


def _silent_parts(parent: ast.AST) -> Sequence[ast.AST]:
    """Return the children that say something to people or type checkers, and nothing else."""
    match parent:
        case ast.JoinedStr(values=values):
            return [value for value in values if isinstance(value, ast.Constant)]
        case ast.Raise(exc=ast.Call() as call):
            return [call]
        case ast.Call() if _makes_exception(parent):
            return [*parent.args, *parent.keywords]
        case ast.Call(func=func) if _last_name(func) == "cast":
            return parent.args[:1]
        case ast.FunctionDef() | ast.AsyncFunctionDef() if _is_decorated(parent, "abstractmethod"):
            return parent.body
    return []


def _is_off_limits(node: ast.AST) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant()):
            return True
        case ast.If(test=test):
            return _last_name(test) == "TYPE_CHECKING" or _is_main_guard(test)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return node.name in {"__repr__", "__str__"} or _is_decorated(node, "overload")
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return name in DECLARATIONS or _is_type_alias(name, value)
        case ast.AugAssign(target=ast.Name(id=name)):
            return name in DECLARATIONS
        case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation):
            return name in DECLARATIONS or _last_name(annotation) == "TypeAlias"
    return type(node).__name__ == "TypeAlias"


def _is_type_alias(name: str, value: ast.expr) -> bool:
    match value:
        case ast.Call(func=func):
            return _last_name(func) in TYPE_MAKERS
        case ast.Subscript() | ast.BinOp(op=ast.BitOr()):
            return name.lstrip("_")[:1].isupper() and not name.isupper()
    return False


def _makes_exception(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and _last_name(node.func).endswith(("Error", "Exception"))


def _is_main_guard(test: ast.expr) -> bool:
    return isinstance(test, ast.Compare) and _last_name(test.left) == "__name__"


def _is_decorated(node: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> bool:
    return any(_last_name(decorator) == name for decorator in node.decorator_list)


def _narrows_a_type(test: ast.expr) -> bool:
    match test:
        case ast.Call(func=ast.Name(id="isinstance")):
            return True
        case ast.Compare(ops=[ast.IsNot()], comparators=[ast.Constant(value=None)]):
            return True
    return False


def _last_name(node: ast.AST | None) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Call(func=func):
            return _last_name(func)
    return ""


# How an edit is made --------------------------------------------------------


def _changed(node: NodeT, **fields: Any) -> NodeT:
    new = copy.copy(node)
    for field, value in fields.items():
        setattr(new, field, value)
    return new


def _replaced(items: Sequence[ItemT], i: int, new: ItemT) -> list[ItemT]:
    return [*items[:i], new, *items[i + 1 :]]


def _without(items: Sequence[ItemT], i: int) -> list[ItemT]:
    return [*items[:i], *items[i + 1 :]]


def _unparse_with(tree: ast.Module, site: _Site, new: ast.AST | list[ast.stmt]) -> str:
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


# What a reader sees ---------------------------------------------------------


class _Text:
    """The original source, quoted: names made of it are the same on every Python."""

    def __init__(self, source: str, tree: ast.Module) -> None:
        self._source = _without_comments(source)
        self._parents = {
            child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)
        }

    def line(self, node: ast.AST) -> int:
        return int(self._located(node).lineno)  # type: ignore[attr-defined]

    def quote(self, node: ast.AST) -> str:
        """Return the start of the code; a constant says little alone, so its statement's."""
        node = self._located(node)
        if isinstance(node, ast.Constant):
            node = self._statement(node)
        return f"`{_shortened(self._head(node))}`"

    def _head(self, node: ast.AST) -> str:
        """Return the code of a node, of a compound statement all that stands before the body."""
        body = getattr(node, "body", None)
        if not isinstance(body, list):
            return ast.get_source_segment(self._source, node) or ""
        first = (getattr(body[0], "decorator_list", None) or body)[0]
        until = _changed(node, end_lineno=first.lineno, end_col_offset=first.col_offset)
        head = ast.get_source_segment(self._source, until) or ""
        return head.rstrip("@ \n").removesuffix(":")

    def _located(self, node: ast.AST) -> ast.AST:
        """Return the f-string around a node, if any: 3.11 cannot say where in it a part is."""
        outermost = node
        while node in self._parents:
            node = self._parents[node]
            if isinstance(node, ast.JoinedStr):
                outermost = node
        return outermost

    def _statement(self, node: ast.AST) -> ast.AST:
        while not isinstance(node, ast.stmt):
            node = self._parents[node]
        return node


def _without_comments(source: str) -> str:
    lines = source.split("\n")
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column]
    return "\n".join(lines)


def _shortened(code: str, limit: int = 50) -> str:
    line = " ".join(code.split())
    return line if len(line) <= limit else f"{line[: limit - 3]}..."
