"""The rewriting that gives code its switch points.

A switch point stands between any two things that another thread could notice or change:
reading or writing an attribute, an item or a variable that functions share, a call, a step of a
loop. `self.n += 1` has two, for it reads and then writes. Between two points a thread
is alone. What the compiler keeps to a frame (its own locals, arithmetic, comparison) has none.

The point is the last thing to be evaluated before the operation: `POINT(x)` returns x.
Evaluation order, scopes and line numbers stay as they were.
"""

import ast
from typing import Any

#: The names that rewritten modules have and ordinary ones have not.
POINT = "__point__"
STEPS = "__steps__"


def with_points(tree: ast.Module) -> ast.Module:
    """Return the module rewritten so that its functions stop at every switch point."""
    rewritten: ast.Module = _Points(_shared(tree), _imported(tree)).visit(tree)
    return ast.fix_missing_locations(rewritten)


def _shared(tree: ast.Module) -> set[str]:
    """Return the variables that some function assigns although they are not its own."""
    declared = [n for n in ast.walk(tree) if isinstance(n, ast.Global | ast.Nonlocal)]
    return {name for node in declared for name in node.names}


def _imported(tree: ast.Module) -> set[str]:
    """Return the names of modules: what they hold does not change."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    return {(a.asname or a.name).partition(".")[0] for node in imports for a in node.names}


class _Points(ast.NodeTransformer):
    def __init__(self, shared: set[str], imported: set[str]) -> None:
        self._shared = shared
        self._imported = imported
        self._in_function = False

    # Scopes: only functions are rewritten, annotations and patterns never

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._function(node)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST:
        before, self._in_function = self._in_function, True
        node.body = [new for statement in node.body for new in _listed(self.visit(statement))]
        self._in_function = before
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        before, self._in_function = self._in_function, True
        node.body = self.visit(node.body)
        self._in_function = before
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        before, self._in_function = self._in_function, False
        node.body = [new for statement in node.body for new in _listed(self.visit(statement))]
        self._in_function = before
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is not None:
            node.value = self.visit(node.value)
            node.target = self.visit(node.target)
        return node

    def visit_match_case(self, node: ast.match_case) -> ast.AST:
        node.guard = node.guard and self.visit(node.guard)
        node.body = [new for statement in node.body for new in _listed(self.visit(statement))]
        return node

    # Attributes, items, shared variables

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        node.value = self.visit(node.value)
        if not self._is_module(node.value):
            node.value = self._point(node.value)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.slice, ast.Slice | ast.Tuple):
            node.value = self._point(node.value)
        else:
            node.slice = self._point(node.slice)
        return node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id not in self._shared or not isinstance(node.ctx, ast.Load):
            return node
        if not self._in_function:
            return node
        point = self._point(ast.Constant(None))
        return ast.copy_location(ast.BoolOp(ast.Or(), [point, node]), node)

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        self.generic_visit(node)
        if any(self._is_shared(target) for target in node.targets):
            node.value = self._point(node.value)
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> Any:
        self.generic_visit(node)
        node.value = self._point(node.value)
        if not self._in_function or not self._is_shared(node.target):
            return node
        point = ast.Expr(self._point(ast.Constant(None)))
        return [ast.copy_location(point, node), node]

    # Calls, loops, membership

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if isinstance(node.func, ast.Attribute):
            node.func.value = self.visit(node.func.value)
        else:
            node.func = self.visit(node.func)
        node.args = [self.visit(argument) for argument in node.args]
        node.keywords = [self.visit(keyword) for keyword in node.keywords]
        if node.keywords:
            node.keywords[-1].value = self._point(node.keywords[-1].value)
        elif node.args and isinstance(node.args[-1], ast.Starred):
            node.args[-1].value = self._point(node.args[-1].value)
        elif node.args:
            node.args[-1] = self._point(node.args[-1])
        elif not isinstance(node.func, ast.Name):
            node.func = self._point(node.func)
        return node

    def visit_For(self, node: ast.For) -> ast.AST:
        self.generic_visit(node)
        node.iter = self._steps(node.iter)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        if not node.is_async:
            node.iter = self._steps(node.iter)
        return node

    def visit_While(self, node: ast.While) -> ast.AST:
        self.generic_visit(node)
        node.test = self._point(node.test)
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        if any(isinstance(operator, ast.In | ast.NotIn) for operator in node.ops):
            node.comparators[-1] = self._point(node.comparators[-1])
        return node

    # What is put in

    def _point(self, value: ast.expr) -> ast.expr:
        return self._call(POINT, value)

    def _steps(self, iterable: ast.expr) -> ast.expr:
        return self._call(STEPS, iterable)

    def _call(self, name: str, argument: ast.expr) -> ast.expr:
        if not self._in_function:
            return argument
        call = ast.Call(ast.Name(name, ast.Load()), [argument], [])
        return ast.copy_location(call, argument)

    def _is_shared(self, target: ast.expr) -> bool:
        return isinstance(target, ast.Name) and target.id in self._shared

    def _is_module(self, value: ast.expr) -> bool:
        return isinstance(value, ast.Name) and value.id in self._imported


def _listed(nodes: Any) -> list[ast.stmt]:
    return nodes if isinstance(nodes, list) else [nodes]
