"""The rewriting that makes code count its work; what it calls is in `cost_probe`.

Only functions are rewritten: the bodies of modules and classes run once, at import.
Evaluation order, scopes and frames stay as they were. There are no helper variables, the
learner's functions are called from where they were called before, and annotations are
left alone.
"""

import ast
from typing import Any, TypeVar

#: The one name that counted modules have and ordinary ones have not.
NAME = "__cost__"

_BINARY: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Mult: "mul",
    ast.Mod: "mod",
    ast.BitOr: "or_",
    ast.BitXor: "xor",
    ast.BitAnd: "and_",
    ast.Sub: "sub",
}
_INPLACE = {kind: f"i{name.strip('_')}" for kind, name in _BINARY.items()}
_COMPARE: dict[type[ast.cmpop], str] = {
    ast.Eq: "eq",
    ast.NotEq: "ne",
    ast.Lt: "lt",
    ast.LtE: "le",
    ast.Gt: "gt",
    ast.GtE: "ge",
}
_METHOD: dict[type[ast.expr_context], str] = {
    ast.Load: "__getitem__",
    ast.Store: "__setitem__",
    ast.Del: "__delitem__",
}

Function = TypeVar("Function", ast.FunctionDef, ast.AsyncFunctionDef)
Loop = TypeVar("Loop", ast.For, ast.AsyncFor, ast.While)
Comprehension = TypeVar("Comprehension", ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
Node = TypeVar("Node", bound=ast.AST)


def counted(tree: ast.Module) -> ast.Module:
    """Return the module rewritten so that its functions charge for their work."""
    rewritten: ast.Module = _Counted().visit(tree)
    return ast.fix_missing_locations(rewritten)


class _Counted(ast.NodeTransformer):
    def __init__(self) -> None:
        self._in_function = False

    def _probe(self, name: str, at: ast.AST, *args: ast.expr) -> ast.expr:
        """Return `__cost__.name((__file__, line), *args)`."""
        line = ast.Constant(getattr(at, "lineno"))  # noqa: B009  (not every AST has one)
        site = ast.Tuple([ast.Name("__file__", ast.Load()), line], ast.Load())
        probe = ast.Attribute(ast.Name(NAME, ast.Load()), name, ast.Load())
        return _placed(ast.Call(probe, [site, *args], []), at)

    def _inside(self, is_function: bool, nodes: list[Node]) -> list[Node]:
        before, self._in_function = self._in_function, is_function
        try:
            return [new for node in nodes for new in self._all(node)]
        finally:
            self._in_function = before

    def _all(self, node: Node) -> list[Any]:
        new = self.visit(node)
        return new if isinstance(new, list) else [new]

    # Scopes

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.decorator_list = [self.visit(each) for each in node.decorator_list]
        node.bases = [self.visit(each) for each in node.bases]
        node.keywords = [self.visit(each) for each in node.keywords]
        node.body = self._inside(False, node.body)
        return node

    def _function(self, node: Function) -> Function:
        node.decorator_list = [self.visit(each) for each in node.decorator_list]
        self._defaults(node.args)
        has_docstring = ast.get_docstring(node, clean=False) is not None
        entry = _placed(ast.Expr(self._probe("entry", node)), node)
        node.body = self._inside(True, node.body)
        node.body.insert(1 if has_docstring else 0, entry)
        return node

    visit_FunctionDef = _function  # noqa: N815
    visit_AsyncFunctionDef = _function  # noqa: N815

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        self._defaults(node.args)
        [body] = self._inside(True, [node.body])
        node.body = _placed(ast.BoolOp(ast.And(), [self._probe("entry", node), body]), body)
        return node

    def _defaults(self, args: ast.arguments) -> None:
        args.defaults = [self.visit(each) for each in args.defaults]
        args.kw_defaults = [each and self.visit(each) for each in args.kw_defaults]

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.target = self.visit(node.target)
        node.value = node.value and self.visit(node.value)
        return node

    def visit_TypeAlias(self, node: ast.AST) -> ast.AST:
        return node

    def visit(self, node: Any) -> Any:
        outside = not self._in_function and not isinstance(node, _SCOPES)
        return self.generic_visit(node) if outside else super().visit(node)

    # Loops

    def _loop(self, node: Loop) -> Loop:
        self.generic_visit(node)
        node.body.insert(0, _placed(ast.Expr(self._probe("turn", node)), node))
        return node

    visit_For = visit_AsyncFor = visit_While = _loop  # noqa: N815

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        node.ifs.insert(0, self._probe("turn", node.target))
        return node

    # Calls and displays

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        node.func = self._probe("call", node, node.func)
        for keyword in node.keywords:
            if keyword.arg is None:
                keyword.value = self._probe("merge", node, keyword.value)
        return node

    def visit_Starred(self, node: ast.Starred) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.ctx, ast.Load):
            node.value = self._probe("spread", node, node.value)
        return node

    def visit_Dict(self, node: ast.Dict) -> ast.AST:
        self.generic_visit(node)
        pairs = zip(node.keys, node.values, strict=True)
        node.values = [value if key else self._probe("merge", node, value) for key, value in pairs]
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        self.generic_visit(node)
        if len(node.targets) == 1 and _has_star(node.targets[0]):
            node.value = self._probe("spread", node, node.value)
        return node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        for value in node.values:
            self._formatted(value)
        return self._probe("text", node, node)

    def _formatted(self, node: ast.expr) -> None:
        if not isinstance(node, ast.FormattedValue):
            return
        node.value = self.visit(node.value)
        # A format is a JoinedStr as well, but no expression of its own.
        for part in getattr(node.format_spec, "values", ()):
            self._formatted(part)

    # Operators

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        name = _BINARY.get(type(node.op))
        if name is None or (name != "mul" and (_is_number(node.left) or _is_number(node.right))):
            return node
        return self._probe("binary", node, ast.Constant(name), node.left, node.right)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        name = _INPLACE.get(type(node.op))
        node.value = self.visit(node.value)
        if name is None or (name != "imul" and _is_number(node.value)):
            node.target = self.visit(node.target)
            return node
        if isinstance(node.target, ast.Name):
            old = ast.Name(node.target.id, ast.Load())
            new = self._probe("inplace", node, ast.Constant(name), _placed(old, node), node.value)
            return _placed(ast.Assign([node.target], new), node)
        if isinstance(node.target, ast.Subscript):
            node.target.slice = self.visit(node.target.slice)
        owner = self.visit(node.target.value)
        node.target.value = self._probe("target", node, owner, ast.Constant(name))
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        middles = node.comparators[:-1]
        if len(middles) and all(isinstance(each, ast.Name | ast.Constant) for each in middles):
            return self._chain(node)
        self.generic_visit(node)
        return node if middles else self._comparison(node, node.ops[0], node.comparators[0])

    def _chain(self, node: ast.Compare) -> ast.expr:
        """Return `a < b and b < c` for `a < b < c`: to read a name twice is no difference."""
        links = zip([node.left, *node.comparators], node.ops, node.comparators, strict=False)
        pairs = [_placed(ast.Compare(left, [op], [right]), node) for left, op, right in links]
        return _placed(ast.BoolOp(ast.And(), [self.visit(pair) for pair in pairs]), node)

    def _comparison(self, node: ast.Compare, op: ast.cmpop, right: ast.expr) -> ast.expr:
        if isinstance(op, ast.In | ast.NotIn):
            if isinstance(right, ast.Tuple | ast.List | ast.Set | ast.Constant):
                return node
            found = self._probe("contains", node, node.left, right)
            is_in = isinstance(op, ast.In)
            return found if is_in else _placed(ast.UnaryOp(ast.Not(), found), node)
        name = _COMPARE.get(type(op))
        if name is None or isinstance(node.left, ast.Constant) or isinstance(right, ast.Constant):
            return node
        return self._probe("compare", node, ast.Constant(name), node.left, right)

    # Subscripts and patterns

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
            return node
        method = ast.Constant(_METHOD[type(node.ctx)])
        is_slice = ast.Constant(isinstance(node.slice, ast.Slice))
        node.value = self._probe("items", node, node.value, method, is_slice)
        return node

    def visit_match_case(self, node: ast.match_case) -> ast.AST:
        """Charge for `[first, *rest]` and `{**rest}`; what a pattern holds is no code to visit."""
        node.guard = node.guard and self.visit(node.guard)
        node.body = self._inside(True, node.body)
        for part in ast.walk(node.pattern):
            name = getattr(part, "rest" if isinstance(part, ast.MatchMapping) else "name", None)
            if name and isinstance(part, ast.MatchStar | ast.MatchMapping):
                rest = _placed(ast.Name(name, ast.Load()), part)
                node.body.insert(0, _placed(ast.Expr(self._probe("spread", part, rest)), part))
        return node


_SCOPES = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.AnnAssign)


def _placed(new: Node, old: ast.AST) -> Node:
    return ast.fix_missing_locations(ast.copy_location(new, old))


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


def _has_star(target: ast.expr) -> bool:
    return isinstance(target, ast.Tuple | ast.List) and any(
        isinstance(each, ast.Starred) for each in target.elts
    )
