"""The diagnosis: which known mistake a failure looks like, and what is kept of the impostors."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from dojo.course import Course
from dojo.diagnosis import Impostors, diagnose
from dojo.job import Job
from dojo.verdict import Result, State, Verdict
from tests.conftest import ROOT

IMPOSTORS = sorted((ROOT / "tests" / "impostors").rglob("*.py"))


def failed(name, message, error="AssertionError"):
    return Result(name, "failed", "call", 0.0, error=error, message=message)


def passed(name):
    return Result(name, "passed", "call", 0.0)


@pytest.fixture
def said(toy):
    """Return what is said of these tests, when each of these impostors failed like that."""

    def verdict(tests, state=State.IN_PROGRESS):
        return Verdict(toy.kata("add"), toy.root, state, tests=tests)

    def guess(tests, state=State.IN_PROGRESS, **impostors):
        folder = toy.root / "tests/impostors/numbers/add"
        shutil.rmtree(folder)
        folder.mkdir()
        for name in impostors:
            (folder / f"{name}.py").write_text(f'# expect: x\n"""Is {name}."""\n')
        known = Impostors(toy.kata("add"))
        verdicts = [verdict(impostors[path.stem]) for path in sorted(folder.glob("*.py"))]
        return diagnose(verdict(tests, state), known.take(verdicts))

    return guess


EARLY, LATE = failed("test_early", "'a' had to go"), failed("test_late", "'b' had to stay")


def test_the_same_tests_with_the_same_words_are_the_same_mistake(said):
    assert said([EARLY, passed("test_late")], one=[EARLY], other=[EARLY, LATE]) == "Is one."


def test_one_failing_test_more_or_less_is_another_mistake(said):
    assert said([EARLY, LATE], one=[EARLY]) is None
    assert said([EARLY], other=[EARLY, LATE]) is None


def test_other_words_are_another_mistake(said):
    other = failed("test_late", "'b' had to go")
    assert said([EARLY, other], one=[EARLY, LATE]) is None


def test_another_error_is_another_mistake(said):
    other = failed("test_early", "'a' had to go", error="KeyError")
    assert said([other], one=[EARLY]) is None


@pytest.mark.parametrize(
    ("message", "other"),
    [
        ("it did 53.5 times the work", "it did 9 times the work"),
        ("<Set object at 0x7f6ef1622650> was left", "<Set object at 0x7f1f108d8810> was left"),
        ("takes O(1) time\nMost of it is in a.py:7", "takes O(1) time\nMost of it is in b.py:9"),
        ("too many\nassert ['a', 'b'] == []", "too many\nassert {'x': 3} == {}"),
    ],
)
def test_what_differs_from_one_program_to_the_next_does_not_count(said, message, other):
    assert said([failed("test_it", message)], one=[failed("test_it", other)]) == "Is one."


def test_numbers_that_were_due_or_given_count(said):
    assert (
        said([failed("test_it", "gave 5, not 4")], one=[failed("test_it", "gave 3, not 4")]) is None
    )


def test_two_mistakes_that_look_the_same_are_not_told_apart(said):
    assert said([EARLY], one=[EARLY], two=[EARLY], three=[LATE]) is None


UNWRITTEN = [
    failed("test_late", "", error="NotImplementedError"),
    failed("test_late", "'b' had to stay, but put raised NotImplementedError()"),
]


@pytest.mark.parametrize("unwritten", UNWRITTEN)
def test_what_is_not_written_yet_tells_nothing(said, unwritten):
    assert said([EARLY, unwritten], one=[EARLY]) == "Is one."
    assert said([EARLY, unwritten], one=[EARLY, LATE]) == "Is one."
    assert said([EARLY, unwritten], one=[EARLY], two=[EARLY, LATE]) is None, "which of the two?"


@pytest.mark.parametrize("unwritten", UNWRITTEN)
def test_of_code_that_is_mostly_unwritten_nothing_is_said(said, unwritten):
    more = failed("test_more", "", error="NotImplementedError")
    assert said([EARLY, unwritten, more], one=[EARLY]) is None
    assert said([passed("test_early"), unwritten], one=[LATE]) is None, "no failure tells anything"


@pytest.mark.parametrize("state", [state for state in State if state is not State.IN_PROGRESS])
def test_only_of_tests_that_all_ran_something_is_said(said, state):
    assert said([EARLY], state, one=[EARLY]) is None


def test_without_a_failure_there_is_no_mistake(said):
    assert said([passed("test_early")], one=[passed("test_early")]) is None


def judged(judge, jobs):
    judge.ask(jobs)
    return judge.answer()


@pytest.mark.parametrize(
    ("body", "guess"),
    [
        ("return -(b - a)", "Takes away instead."),
        ("return sum([a] * b)", "Right for two and two only."),
        ("return 1 + (a + b)", "Counts one too many."),
        ("return 3", None),
        ("raise NotImplementedError", None),
    ],
)
def test_a_mistake_is_known_in_other_code(judge, solved, tmp_path, body, guess):
    kata = solved.kata("add")
    kata.stub.write_text(f"def add(a, b):\n    {body}\n")
    impostors = Impostors(kata)
    verdicts = judged(judge, [Job(kata), *impostors.jobs(tmp_path)])
    assert diagnose(verdicts[0], impostors.take(verdicts[1:])) == guess


def test_the_whole_suite_is_run_on_an_impostor(judge, toy, tmp_path):
    impostors = Impostors(toy.kata("add"))
    verdicts = judged(judge, impostors.jobs(tmp_path))
    fingerprints = impostors.take(verdicts)
    assert {mistake: list(failed) for mistake, failed in fingerprints.items()} == {
        "Adds whatever `+` takes.": ["test_a_text_is_refused"],
        "Right for two and two only.": ["test_order_does_not_matter"],
        "Counts one too many.": ["test_small_numbers_are_added", "test_order_does_not_matter"],
        "Takes away instead.": ["test_small_numbers_are_added", "test_order_does_not_matter"],
    }


@pytest.fixture
def kept(toy):
    """Return the fingerprints of `add` that are kept; at first there are some."""
    impostors = Impostors(toy.kata("add"))
    impostors.take([Verdict(toy.kata("add"), toy.root, State.DONE)] * 4)
    return lambda: Impostors(toy.kata("add")).kept()


FILE = ".diagnosis/numbers/add.json"


def test_fingerprints_are_kept(toy, kept):
    assert list(kept()) == [
        "Adds whatever `+` takes.",
        "Right for two and two only.",
        "Counts one too many.",
        "Takes away instead.",
    ]
    assert os.listdir(toy.root / ".diagnosis/numbers") == ["add.json"]


@pytest.mark.parametrize(
    "path",
    [
        "katas/numbers/test_add.py",
        "katas/numbers/_given.py",
        "katas/numbers/conftest.py",
        "solutions/numbers/add.py",
        "tests/impostors/numbers/add/subtracts.py",
        "tests/impostors/numbers/add/another.py",
    ],
)
def test_a_change_of_what_they_rest_on_makes_them_old(toy, kept, path):
    assert kept()
    with (toy.root / path).open("a") as file:
        file.write("# changed\n")
    assert kept() is None, f"{path} was changed"


def test_an_impostor_that_goes_makes_them_old(toy, kept):
    (toy.root / "tests/impostors/numbers/add/subtracts.py").unlink()
    assert kept() is None


def test_another_python_makes_them_old(kept, monkeypatch):
    monkeypatch.setattr(sys, "version", "3.99.0")
    assert kept() is None


def test_what_the_learner_writes_does_not_make_them_old(toy, kept):
    toy.kata("add").stub.write_text("def add(a, b): ...\n")
    (toy.root / "katas/numbers/running_total.py").write_text("")
    assert kept()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "7", '{"key": 1}', "\xff"])
def test_a_file_that_was_spoiled_is_made_anew(toy, kept, text):
    (toy.root / FILE).write_text(text, encoding="latin-1")
    assert kept() is None


def test_where_nothing_can_be_kept_they_are_made_all_the_same(toy):
    (toy.root / ".diagnosis").write_text("a file, where a folder is wanted")
    impostors = Impostors(toy.kata("add"))
    assert len(impostors.take([Verdict(toy.kata("add"), toy.root, State.DONE)] * 4)) == 4
    assert impostors.kept() is None


def test_they_are_made_once_and_not_mixed_up(toy):
    with toy.kata("add").witnesses("impostors")[0].open("a") as first:
        first.write("\n\nLAST = sum(range(20_000_000))\n")
    code = (
        "from pathlib import Path\n"
        "from dojo import diagnosis, runner\n"
        "from dojo.course import Course\n"
        "runner.warm_up()\n"
        "kata = Course(Path.cwd()).kata('add')\n"
        "made = diagnosis.Impostors(kata).fingerprints()\n"
        "runner.run = None\n"
        "assert diagnosis.Impostors(kata).fingerprints() == made\n"
        "print(len(made))\n"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, cwd=toy.root, env=environment, capture_output=True, text=True)
    assert (run.stdout, run.stderr) == ("4\n", "")
    kept = json.loads((toy.root / FILE).read_text())["fingerprints"]
    assert kept["Adds whatever `+` takes."] == {
        "test_a_text_is_refused": "Failed: add('2', '2') must raise TypeError: texts are no numbers"
    }


def test_a_kata_without_impostors_has_no_fingerprints(toy, tmp_path):
    impostors = Impostors(toy.kata("greet"))
    assert impostors.jobs(tmp_path) == []
    assert impostors.take([]) == {}
    assert impostors.kept() == {}


@pytest.mark.parametrize("path", IMPOSTORS, ids=lambda path: "/".join(path.parts[-2:]))
def test_an_impostor_says_its_mistake_in_one_sentence(path):
    sentence = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert re.fullmatch(r"[A-Z`][^\n]*\.", sentence), f"not a sentence in a line: {sentence!r}"
    assert ". " not in sentence, f"more than a sentence: {sentence!r}"


def test_no_two_impostors_of_a_kata_say_the_same():
    for kata in Course(ROOT).katas:
        paths = kata.witnesses("impostors")
        sentences = {ast.get_docstring(ast.parse(path.read_text())) for path in paths}
        assert len(sentences) == len(paths), f"{kata.id}: two impostors with one sentence"
