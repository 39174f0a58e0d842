"""The house rules that a kata's files must keep, apart from how its tests judge."""

import ast
import doctest
import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from dojo import hints, reset
from dojo.course import Course, Kata

LEAST_HINTS = 3
LEAST_WORDS = 4
FIXTURE = "a fixture"

Function = ast.FunctionDef | ast.AsyncFunctionDef


def of_course(course: Course) -> Iterator[str]:
    """Yield where the syllabus and the folders disagree."""
    listed = course.listed()
    on_disk = [kata.id for kata in course.katas]
    for name in listed:
        if name not in on_disk:
            yield f"the syllabus lists {name}, which has no tests in katas/"
    for name in on_disk:
        if name not in listed:
            yield f"the syllabus does not list {name}"
    for files in ("katas/*/*.py", "solutions/*/*.py", "dojo/stubs/*/*.py.txt"):
        for path in sorted(course.root.glob(files)):
            stem = path.name.partition(".")[0]
            name = f"{path.parent.name}/{stem.removeprefix('test_')}"
            if name not in on_disk and stem != "conftest" and not stem.startswith("_"):
                yield f"{path.relative_to(course.root)} belongs to no kata"


def of_kata(kata: Kata) -> Iterator[str]:
    """Yield the rules that the kata's files break; stub, tests and solution are there."""
    for rule in (_copy, _signatures, _sentences, _session, _bare_asserts, _debrief):
        yield from rule(kata)


def _copy(kata: Kata) -> Iterator[str]:
    stub, copy = kata.stub, reset.pristine(kata)
    if not copy.is_file() or copy.read_bytes() != stub.read_bytes():
        stub, copy = stub.relative_to(kata.root), copy.relative_to(kata.root)
        refresh = f"mkdir -p {copy.parent} && cp {stub} {copy}"
        yield f"{stub} is not what `make reset` brings back; if it should be: `{refresh}`"


def _signatures(kata: Kata) -> Iterator[str]:
    wanted, offered = _public(kata.stub), _public(kata.solution)
    for name, signature in wanted.items():
        if name not in offered:
            yield f"the solution lacks {name}"
        elif offered[name] != signature:
            yield f"{name} is `{signature}` in the stub and `{offered[name]}` in the solution"
    for name in offered.keys() - wanted.keys():
        if not name.rpartition(".")[2].startswith("__") and offered[name] != FIXTURE:
            yield f"the solution offers {name}, which the stub does not"


def _public(path: Path) -> dict[str, str]:
    """Map each public function, method and class to its signature as written.

    Where tests are what a learner writes, their number and names are free, and so is what a
    fixture asks for.
    """
    found: dict[str, str] = {}

    def collect(body: list[ast.stmt], prefix: str) -> None:
        for node in body:
            if not isinstance(node, Function | ast.ClassDef) or _is_private(node.name):
                continue
            if isinstance(node, Function) and node.name.startswith("test_"):
                continue
            name = f"{prefix}{node.name}"
            if isinstance(node, ast.ClassDef):
                found[name] = f"class {node.name}"
                collect(node.body, f"{name}.")
            else:
                found[name] = FIXTURE if _is_fixture(node) else _signature(node)

    collect(ast.parse(path.read_text(encoding="utf-8")).body, "")
    return found


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__")


def _is_fixture(node: Function) -> bool:
    return any("fixture" in ast.unparse(decorator) for decorator in node.decorator_list)


def _signature(node: Function) -> str:
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    kind = "async def" if isinstance(node, ast.AsyncFunctionDef) else "def"
    return f"{kind} {node.name}({ast.unparse(node.args)}){returns}"


def _sentences(kata: Kata) -> Iterator[str]:
    for sentence in _said(kata.stub) & _said(kata.solution):
        yield f"stub and solution both say: {sentence}"


def _said(path: Path) -> set[str]:
    """Return the sentences of all docstrings in the file."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    documented = (node for node in nodes if isinstance(node, ast.Module | ast.ClassDef | Function))
    texts = [ast.get_docstring(node) or "" for node in documented]
    sentences = (part for text in texts for part in re.split(r"(?<=[.!?:])\s+|\n\n", text))
    folded = (" ".join(sentence.split()) for sentence in sentences)
    return {sentence for sentence in folded if len(sentence.split()) >= LEAST_WORDS}


def _session(kata: Kata) -> Iterator[str]:
    """Run the brief's `>>>` session with the solution's names."""
    brief = ast.get_docstring(ast.parse(kata.stub.read_text(encoding="utf-8"))) or ""
    try:
        names = dict(vars(_solution(kata)))
    except Exception as error:
        yield f"the solution cannot be imported: {type(error).__name__}: {error}"
        return
    session = doctest.DocTestParser().get_doctest(brief, names, kata.id, str(kata.stub), 0)
    if not session.examples:
        yield "the brief shows no session"
    wrong: list[str] = []
    doctest.DocTestRunner(verbose=False).run(session, out=wrong.append)
    if wrong:
        yield f"the brief's session is not true: {' '.join(''.join(wrong).split())}"


def _solution(kata: Kata) -> object:
    sys.path.insert(0, str(kata.root))
    try:
        return importlib.import_module(f"solutions.{kata.topic}.{kata.name}")
    finally:
        sys.path.remove(str(kata.root))


def _bare_asserts(kata: Kata) -> Iterator[str]:
    for node in ast.walk(ast.parse(kata.tests.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assert) and node.msg is None:
            yield f"{kata.tests.name}:{node.lineno}: an assert without a message teaches nothing"


def _debrief(kata: Kata) -> Iterator[str]:
    debrief = ast.get_docstring(ast.parse(kata.solution.read_text(encoding="utf-8"))) or ""
    if "Interview" not in debrief:
        yield "the debrief answers no interview question"
    if len(hints.of(kata)) < LEAST_HINTS:
        yield f"the debrief has fewer than {LEAST_HINTS} hints"
