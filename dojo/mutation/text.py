"""What a reader sees of an edit: the original source, quoted."""

import ast
import io
import tokenize

from dojo.mutation.edits import changed


class Text:
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
        return f"`{shortened(self._head(node))}`"

    def _head(self, node: ast.AST) -> str:
        """Return the code of a node, of a compound statement all that stands before the body."""
        body = getattr(node, "body", None)
        if not isinstance(body, list):
            return ast.get_source_segment(self._source, node) or ""
        first = (getattr(body[0], "decorator_list", None) or body)[0]
        until = changed(node, end_lineno=first.lineno, end_col_offset=first.col_offset)
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


def shortened(code: str, limit: int = 50) -> str:
    line = " ".join(code.split())
    return line if len(line) <= limit else f"{line[: limit - 3]}..."
