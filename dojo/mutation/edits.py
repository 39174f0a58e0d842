"""How an edit is made: nodes are copied, never changed."""

import ast
import copy
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

NodeT = TypeVar("NodeT", bound=ast.AST)
ItemT = TypeVar("ItemT")


class Edit(NamedTuple):
    """Put `new` where the node was; `at` and `what` tell a reader which edit it is."""

    at: ast.AST
    what: str
    new: ast.AST | list[ast.stmt]


def changed(node: NodeT, **fields: Any) -> NodeT:
    new = copy.copy(node)
    for field, value in fields.items():
        setattr(new, field, value)
    return new


def replaced(items: Sequence[ItemT], i: int, new: ItemT) -> list[ItemT]:
    return [*items[:i], new, *items[i + 1 :]]


def without(items: Sequence[ItemT], i: int) -> list[ItemT]:
    return [*items[:i], *items[i + 1 :]]
