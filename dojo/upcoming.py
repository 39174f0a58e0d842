"""What to do next: the first kata that is not done, and its brief."""

import ast
from collections.abc import Sequence

from rich.console import Console

from dojo import record, runner
from dojo.board import Board
from dojo.course import Course, Kata
from dojo.job import Job
from dojo.progress import Standing, standing
from dojo.record import Entry, Record
from dojo.verdict import State, Verdict


def show(course: Course, katas: Sequence[Kata], console: Console) -> int:
    """Print the brief of the first kata that is not done, or that there is none."""
    runner.warm_up()
    verdict = first(course, katas)
    if verdict is None:
        console.print(f"Nothing is left to do: {len(katas)} of {len(katas)} done.")
        return 0
    brief(course, verdict, console)
    return 0


def first(course: Course, katas: Sequence[Kata]) -> Verdict | None:
    """Return the verdict on the first kata that is not done. The caller has warmed up."""
    known = Record(course.root).entries()
    for kata in katas:
        if standing(kata, known.get(kata.id, Entry())) is Standing.DONE:
            continue
        verdict = judge(course, kata)
        if verdict.state is not State.DONE:
            return verdict
    return None


def judge(course: Course, kata: Kata) -> Verdict:
    """Judge the learner's kata, and remember what came of it."""
    contents = {kata.id: record.content(kata)}
    [(_, verdict)] = runner.run([Job(kata)])
    Record(course.root).add([verdict], contents)
    return verdict


def brief(course: Course, verdict: Verdict, console: Console) -> None:
    """Print the stub's docstring, then how the kata stands."""
    kata = verdict.kata
    try:
        text = ast.get_docstring(ast.parse(kata.stub.read_bytes()))
    except (OSError, SyntaxError, ValueError):
        text = None
    if text:
        console.print(f"{text}\n", soft_wrap=True, highlight=False, markup=False)
    Board(course, [kata], course.root / "katas", console).glance([verdict])
