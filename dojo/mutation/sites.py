"""Where edits are made: what nobody promises is left alone."""

import ast
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Site(NamedTuple):
    """A node, the field of its parent that holds it, and the function or class it is in."""

    parent: ast.AST
    field: str
    node: ast.AST
    scope: str


DECLARATIONS = {"__all__", "__match_args__", "__slots__"}
TYPE_MAKERS = {"NewType", "ParamSpec", "TypeVar", "TypeVarTuple"}
SILENT_FIELDS = {"annotation", "format_spec", "msg", "returns", "type_params"}


def sites(parent: ast.AST, scope: str = "") -> Iterator[Site]:
    for field, node in _mutable_children(parent):
        inner = scope
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            inner = f"{scope}.{node.name}" if scope else node.name
        yield Site(parent, field, node, inner or "module")
        yield from sites(node, inner)


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
        case ast.Call() if makes_exception(parent):
            return [*parent.args, *parent.keywords]
        case ast.Call(func=func) if last_name(func) == "cast":
            return parent.args[:1]
        case ast.FunctionDef() | ast.AsyncFunctionDef() if _is_decorated(parent, "abstractmethod"):
            return parent.body
    return []


def _is_off_limits(node: ast.AST) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant()):
            return True
        case ast.If(test=test):
            return last_name(test) == "TYPE_CHECKING" or _is_main_guard(test)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return node.name in {"__repr__", "__str__"} or _is_decorated(node, "overload")
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return name in DECLARATIONS or _is_type_alias(name, value)
        case ast.AugAssign(target=ast.Name(id=name)):
            return name in DECLARATIONS
        case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation):
            return name in DECLARATIONS or last_name(annotation) == "TypeAlias"
    return type(node).__name__ == "TypeAlias"


def _is_type_alias(name: str, value: ast.expr) -> bool:
    match value:
        case ast.Call(func=func):
            return last_name(func) in TYPE_MAKERS
        case ast.Subscript() | ast.BinOp(op=ast.BitOr()):
            return name.lstrip("_")[:1].isupper() and not name.isupper()
    return False


def makes_exception(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and last_name(node.func).endswith(("Error", "Exception"))


def _is_main_guard(test: ast.expr) -> bool:
    return isinstance(test, ast.Compare) and last_name(test.left) == "__name__"


def _is_decorated(node: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> bool:
    return any(last_name(decorator) == name for decorator in node.decorator_list)


def narrows_a_type(test: ast.expr) -> bool:
    match test:
        case ast.Call(func=ast.Name(id="isinstance")):
            return True
        case ast.Compare(ops=[ast.IsNot()], comparators=[ast.Constant(value=None)]):
            return True
    return False


def last_name(node: ast.AST | None) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Call(func=func):
            return last_name(func)
    return ""
