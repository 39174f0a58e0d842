"""The hints of a kata: the numbered list that ends its solution's docstring."""

import ast
import re
import textwrap

from dojo.course import Kata, UnknownName

HEADING = re.compile(r"^Hints\n-+\n", re.MULTILINE)
WIDTH = 88
NUMBERED = re.compile(r"^\d+\. ", re.MULTILINE)


def of(kata: Kata) -> list[str]:
    """Return the hints, first to last, as they are written."""
    source = kata.solution.read_text(encoding="utf-8")
    _, *rest = HEADING.split(ast.get_docstring(ast.parse(source)) or "")
    hints = NUMBERED.split(rest[0])[1:] if rest else []
    return [re.sub(r"\s+", " ", hint).strip() for hint in hints]


def numbered(kata: Kata, number: int) -> str:
    """Return hint `number`, counted from 1, and how to get the next."""
    hints = of(kata)
    if not 1 <= number <= len(hints):
        raise UnknownName(f"{kata.id} has hints 1 to {len(hints)}, and no hint {number}")
    text = textwrap.fill(f"hint {number} of {len(hints)}: {hints[number - 1]}", WIDTH)
    if number == len(hints):
        return text
    return f"{text}\nnext: make hint KATA={kata.id} N={number + 1}"
