"""The house rules: each broken on purpose in a toy course, all kept in the real one."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from dojo import reset, rules
from dojo.course import Course
from tests.conftest import ROOT


def edit(path, old, new):
    text = path.read_text()
    assert old in text, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new))


@pytest.fixture
def add(toy):
    return toy.kata("add")


def test_the_toy_course_keeps_the_rules(toy):
    assert list(rules.of_course(toy)) == []
    assert [fault for kata in toy.katas for fault in rules.of_kata(kata)] == []


def test_a_kata_without_tests_is_named(toy, add):
    add.tests.unlink()
    course = Course(toy.root)
    assert list(rules.of_course(course)) == [
        "the syllabus lists numbers/add, which has no tests in katas/",
        "katas/numbers/add.py belongs to no kata",
        "solutions/numbers/add.py belongs to no kata",
        "dojo/stubs/numbers/add.py.txt belongs to no kata",
    ]


def test_an_unlisted_kata_is_named(toy):
    edit(toy.root / "katas/syllabus.toml", '"add", ', "")
    assert list(rules.of_course(Course(toy.root))) == ["the syllabus does not list numbers/add"]


def edit_stub(kata, old, new):
    edit(kata.stub, old, new)
    edit(reset.pristine(kata), old, new)


@pytest.mark.parametrize("spoil", [lambda copy: edit(copy, "Raise", "raise"), Path.unlink])
def test_a_stub_that_reset_would_not_bring_back_is_named(toy, add, spoil):
    spoil(reset.pristine(add))
    refresh = "mkdir -p dojo/stubs/numbers && cp katas/numbers/add.py dojo/stubs/numbers/add.py.txt"
    assert list(rules.of_kata(add)) == [
        f"katas/numbers/add.py is not what `make reset` brings back; if it should be: `{refresh}`"
    ]
    subprocess.run(refresh, shell=True, cwd=toy.root, check=True)
    assert list(rules.of_kata(add)) == []


def test_another_signature_is_named(add):
    edit(add.solution, "b: int) -> int", "b: int = 0) -> int")
    assert list(rules.of_kata(add)) == [
        "add is `def add(a: int, b: int) -> int` in the stub "
        "and `def add(a: int, b: int=0) -> int` in the solution"
    ]


def test_a_name_on_one_side_is_named(add):
    edit(add.solution, "def add(", "def more(")
    found = list(rules.of_kata(add))
    assert "the solution lacks add" in found
    assert "the solution offers more, which the stub does not" in found


def test_private_and_special_names_of_the_solution_are_its_own(toy):
    kata = toy.kata("running_total")
    with kata.solution.open("a") as file:
        file.write("\n    def __repr__(self):\n        return ''\n\n    def _x(self): ...\n")
    assert list(rules.of_kata(kata)) == []


def test_tests_and_fixtures_of_a_suite_are_free(add):
    for path, names in ((add.stub, ("a", "b")), (add.solution, ("a", "c"))):
        with path.open("a") as file:
            file.write(f"\n\ndef test_{names[1]}(): ...\n")
            for name in names:
                file.write(f"\n\n@pytest.fixture\ndef {name}(x{names[1]}): ...\n")
    reset.pristine(add).write_text(add.stub.read_text())
    assert [fault for fault in rules.of_kata(add) if "cannot be imported" not in fault] == [
        "the solution lacks b"
    ]


def test_a_sentence_on_both_sides_is_named(add):
    with add.solution.open("a") as file:
        file.write('\n\ndef _f():\n    """Raise `TypeError` for anything but whole numbers."""\n')
    expected = "stub and solution both say: Raise `TypeError` for anything but whole numbers."
    assert list(rules.of_kata(add)) == [expected]


def test_an_untrue_session_is_named(add):
    edit_stub(add, "\n4\n", "\n5\n")
    (fault,) = rules.of_kata(add)
    assert "the brief's session is not true" in fault
    assert "Expected: 5 Got: 4" in fault


def test_a_solution_that_cannot_be_imported_is_named(add, monkeypatch):
    monkeypatch.delitem(sys.modules, "solutions.numbers.add", raising=False)
    edit(add.solution, "def add", "import nothing\n\n\ndef add")
    fault = "the solution cannot be imported: ModuleNotFoundError: No module named 'nothing'"
    assert fault in list(rules.of_kata(add))


def test_a_brief_without_a_session_is_named(add):
    edit_stub(add, ">>> add(2, 2)\n4\n", "")
    assert list(rules.of_kata(add)) == ["the brief shows no session"]


def test_a_bare_assert_is_named(add):
    with add.tests.open("a") as file:
        file.write("\n\ndef test_zero():\n    assert add(0, 0) == 0\n")
    line = len(add.tests.read_text().splitlines())
    expected = f"test_add.py:{line}: an assert without a message teaches nothing"
    assert list(rules.of_kata(add)) == [expected]


def test_a_thin_debrief_is_named(add):
    edit(add.solution, "Interview: which", "Which")
    edit(add.solution, "3. `isinstance`, twice.", "")
    assert list(rules.of_kata(add)) == [
        "the debrief answers no interview question",
        "the debrief has fewer than 3 hints",
    ]


def test_the_syllabus_is_the_checklist_in_its_order():
    text = (ROOT / "tests/checklist.md").read_text(encoding="utf-8")
    checklist = text.partition("\n___")[0]
    entries = re.findall(r"^ *- \[ \] (.+)$|^#+ (.+)$", checklist, re.MULTILINE)
    wanted = [item or heading for item, heading in entries if item != "Транзакции:"]
    with (ROOT / "katas/syllabus.toml").open("rb") as file:
        parts = tomllib.load(file)["part"]
    found = []
    for part in parts:
        found.append(part["russian"])
        for topic in part["topic"]:
            headings = [] if topic["russian"] == part["russian"] else [topic["russian"]]
            found += headings + [item["russian"] for item in topic["items"]]
    assert found == wanted


def test_every_item_of_the_checklist_has_a_kata():
    items = [item for topic in Course(ROOT).topics for item in topic.items]
    assert [item.title for item in items if not item.katas] == []


def test_the_repository_holds_nothing_but_what_it_says():
    allowed = {
        "Makefile", "README.md", "conftest.py", "dojo", "katas", "pyproject.toml",
        "solutions", "tests",
    }  # fmt: skip
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - {"__pycache__"} == allowed


def test_readme_names_only_commands_that_exist():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:`|\$ )make ([a-z]+)", readme))
    assert named, "README shows how to start"
    assert named <= targets, f"no such targets: {named - targets}"
    commands = set(re.findall(r'add_parser\("(\w+)"', (ROOT / "dojo/cli.py").read_text()))
    said = set(re.findall(r"python3? -m dojo (\w+)", readme))
    assert said <= commands, f"no such commands: {said - commands}"
