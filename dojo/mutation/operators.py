"""The operators: each takes a node and yields the edits that may be made to it."""

import ast
from collections.abc import Callable, Iterator

from dojo.mutation.edits import Edit, changed, replaced, without
from dojo.mutation.sites import last_name, makes_exception, narrows_a_type
from dojo.mutation.text import shortened

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
            yield Edit(node, what, changed(node, ops=replaced(node.ops, i, new())))


def swap_arithmetic(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, (ast.BinOp, ast.AugAssign)):
        return
    new = ARITHMETIC.get(type(node.op))
    if new is None:
        return
    equals = "=" if isinstance(node, ast.AugAssign) else ""
    what = f"with {SYMBOLS[new]}{equals} for {SYMBOLS[type(node.op)]}{equals}"
    yield Edit(node, what, changed(node, op=new()))


def swap_and_or(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, ast.BoolOp):
        return
    new = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    what = f"with {SYMBOLS[type(new)]} for {SYMBOLS[type(node.op)]}"
    yield Edit(node, what, changed(node, op=new))


def drop_operand(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, ast.BoolOp):
        return
    for i, value in enumerate(node.values):
        rest = without(node.values, i)
        new = rest[0] if len(rest) == 1 else changed(node, values=rest)
        yield Edit(value, f"dropped from {SYMBOLS[type(node.op)]}", new)


def drop_sign(node: ast.AST) -> Iterator[Edit]:
    if isinstance(node, ast.UnaryOp) and type(node.op) in SYMBOLS:
        yield Edit(node, f"without {SYMBOLS[type(node.op)]}", node.operand)


def change_constant(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, ast.Constant):
        return
    for value in _other_values(node.value):
        yield Edit(node, f"with {value!r} for {shortened(repr(node.value))}", ast.Constant(value))


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
            other = changed(node, **{field: replaced(values, i, ast.Constant(new))})
            yield Edit(value, what, other)


def fix_condition(node: ast.AST) -> Iterator[Edit]:
    """No `while` becomes endless: waiting for such a mutant to die would teach nothing."""
    match node:
        case ast.If(test=test) | ast.IfExp(test=test) if not isinstance(test, ast.Constant):
            yield Edit(node, "always true", changed(node, test=ast.Constant(True)))
            yield Edit(node, "never true", changed(node, test=ast.Constant(False)))
        case ast.While(test=test) if not isinstance(test, ast.Constant):
            yield Edit(node, "never true", changed(node, test=ast.Constant(False)))
        case ast.comprehension(ifs=tests):
            for i, test in enumerate(tests):
                never = replaced(tests, i, ast.Constant(False))
                yield Edit(test, "always true", changed(node, ifs=without(tests, i)))
                yield Edit(test, "never true", changed(node, ifs=never))
        case ast.match_case(guard=ast.expr() as guard):
            yield Edit(guard, "always true", changed(node, guard=None))


def stop_loop(node: ast.AST) -> Iterator[Edit]:
    """Turn `while` into `if`; a `break` does it, and then inner ones stay legal."""
    if not isinstance(node, (ast.While, ast.For, ast.AsyncFor)) or node.orelse:
        return
    if not isinstance(node.body[-1], (ast.Break, ast.Continue, ast.Raise, ast.Return)):
        yield Edit(node, "at most once", changed(node, body=[*node.body, ast.Break()]))


def swap_break_continue(node: ast.AST) -> Iterator[Edit]:
    if isinstance(node, ast.Break):
        yield Edit(node, "as continue", ast.Continue())
    if isinstance(node, ast.Continue):
        yield Edit(node, "as break", ast.Break())


def delete_statement(node: ast.AST) -> Iterator[Edit]:
    match node:
        case ast.AnnAssign(value=ast.expr()):
            yield Edit(node, "without its value", changed(node, value=None))
        case ast.Assert(test=test) if narrows_a_type(test):
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
            yield Edit(node, "without its else", changed(node, orelse=[]))
        case ast.Match(cases=cases) if len(cases) > 1:
            for i, case in enumerate(cases):
                yield Edit(case.pattern, "case dropped", changed(node, cases=without(cases, i)))


def drop_handler(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, (ast.Try, ast.TryStar)):
        return
    for i, handler in enumerate(node.handlers):
        rest = without(node.handlers, i)
        bare = not rest and not node.finalbody
        new = [*node.body, *node.orelse] if bare else changed(node, handlers=rest)
        yield Edit(handler, "removed", new)


def change_caught(node: ast.AST) -> Iterator[Edit]:
    """Catch too much or too little; bodies of handlers are emptied line by line already."""
    if not isinstance(node, ast.ExceptHandler):
        return
    caught = "BaseException" if last_name(node.type) == "Exception" else "Exception"
    yield Edit(node, f"with {caught}", changed(node, type=ast.Name(caught)))
    if isinstance(node.type, ast.Tuple):
        for i, kind in enumerate(node.type.elts):
            fewer = changed(node.type, elts=without(node.type.elts, i))
            yield Edit(kind, "no longer caught", changed(node, type=fewer))


def change_raised(node: ast.AST) -> Iterator[Edit]:
    match node:
        case ast.Raise(exc=ast.Call(func=kind) as call):
            new: ast.expr = changed(call, func=ast.Name("Exception"))
        case ast.Raise(exc=ast.expr() as kind):
            new = ast.Name("Exception")
        case _:
            return
    if last_name(kind)[:1].isupper():
        yield Edit(node, "with Exception", changed(node, exc=new))


def unwrap_with(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, (ast.With, ast.AsyncWith)):
        return
    for i, item in enumerate(node.items):
        if item.optional_vars is not None:
            continue
        rest = without(node.items, i)
        new = changed(node, items=rest) if rest else node.body
        yield Edit(item.context_expr, "not entered", new)


def flatten_finally(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, (ast.Try, ast.TryStar)) or not node.finalbody:
        return
    guarded = [changed(node, finalbody=[])] if node.handlers else node.body
    yield Edit(node.finalbody[0], "moved out of finally", [*guarded, *node.finalbody])


def drop_decorator(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return
    for i, decorator in enumerate(node.decorator_list):
        if last_name(decorator) not in {"final", "override"}:
            rest = without(node.decorator_list, i)
            yield Edit(decorator, "decorator dropped", changed(node, decorator_list=rest))


def drop_bound(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, ast.Slice):
        return
    for part in ("lower", "upper", "step"):
        if getattr(node, part):
            yield Edit(node, f"without {part}", changed(node, **{part: None}))


def swap_arguments(node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, ast.Call) or last_name(node.func) in SYMMETRIC:
        return
    if makes_exception(node):
        return
    for i, (one, other) in enumerate(zip(node.args, node.args[1:], strict=False)):
        fixed = isinstance(one, (ast.Constant, ast.Starred))
        if fixed or isinstance(other, (ast.Constant, ast.Starred)):
            continue
        swapped = [*node.args[:i], other, one, *node.args[i + 2 :]]
        what = f"with arguments {i + 1} and {i + 2} swapped"
        yield Edit(node, what, changed(node, args=swapped))


def drop_keyword(node: ast.AST) -> Iterator[Edit]:
    """A True or False is flipped instead: without it the callee would do one of the two."""
    if not isinstance(node, (ast.Call, ast.ClassDef)) or makes_exception(node):
        return
    for i, keyword in enumerate(node.keywords):
        if isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, bool):
            continue
        rest = without(node.keywords, i)
        yield Edit(keyword, "keyword dropped", changed(node, keywords=rest))


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
