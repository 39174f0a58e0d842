"""The hints of a kata: the numbered list that ends its solution's docstring."""

import ast
import re
import textwrap

from dojo.course import Course, Kata, UnknownName
from dojo.record import Entry, Record

HEADING = re.compile(r"^Hints\n-+\n", re.MULTILINE)
WIDTH = 88
NUMBERED = re.compile(r"^\d+\. ", re.MULTILINE)


def of(kata: Kata) -> list[str]:
    """Return the hints, first to last, as they are written."""
    _, *rest = _parts(kata)
    hints = NUMBERED.split(rest[0])[1:] if rest else []
    return [re.sub(r"\s+", " ", hint).strip() for hint in hints]


def debrief(kata: Kata) -> str:
    """Return what stands before the hints."""
    return _parts(kata)[0].strip()


def show(course: Course, kata: Kata, number: int | None = None, *, ask: str = "") -> str:
    """Return hint `number`, counted from 1, or else the next, and remember that it was taken.

    `ask` tells how to ask for one more.
    """
    hints = of(kata)
    record = Record(course.root)
    taken = record.entries().get(kata.id, Entry()).hints
    command = f"make hint KATA={kata.id}"
    if number is None and taken >= len(hints):
        return f"{kata.id}: all {len(hints)} hints are taken; the first again: {command} N=1"
    number = taken + 1 if number is None else number
    if not 1 <= number <= len(hints):
        raise UnknownName(f"{kata.id} has hints 1 to {len(hints)}, and no hint {number}")
    record.take_hint(kata, number)
    text = textwrap.fill(f"hint {number} of {len(hints)}: {hints[number - 1]}", WIDTH)
    return text if max(number, taken) == len(hints) else f"{text}\nnext: {ask or command}"


def _parts(kata: Kata) -> list[str]:
    source = kata.solution.read_text(encoding="utf-8")
    return HEADING.split(ast.get_docstring(ast.parse(source)) or "")
