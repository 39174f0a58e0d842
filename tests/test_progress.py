"""`dojo progress`: the checklist with its ticks, and the file they are kept in."""

import json
import os
import subprocess
import sys

import pytest

from dojo import record
from dojo.record import Entry, Record
from dojo.verdict import State, Verdict
from tests.conftest import ROOT


def entries(course):
    return json.loads((course.root / ".progress.json").read_text())


def lines(run):
    return [line.rstrip() for line in run.stdout.splitlines()]


def test_untouched_it_is_the_checklist(dojo, toy):
    run = dojo(toy.root, "progress")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == (
        "\n"
        "Toys · ИГРУШКИ\n"
        "\n"
        "Numbers · Числа\n"
        "  ░░░░░░░░░░░░░░░░░░░░ 0 of 2\n"
        "  · Sums · Суммы\n"
        "      · add  · running_total\n"
        "    Products · Произведения  (no katas yet)\n"
        "\n"
        "Text · Текст\n"
        "  ░░░░░░░░░░░░░░░░░░░░ 0 of 1\n"
        "  · Words · Слова\n"
        "      · greet  · initials\n"
        "\n"
        "0 of 3 items ticked, 0 of 4 katas done\n"
    ), run.stdout


def test_an_item_is_ticked_when_all_its_katas_are_green(dojo, toy, solved):
    (toy.root / "katas/text/greet.py").write_text("def greet(name):\n    return 1\n")
    dojo(toy.root, "check")
    shown = lines(dojo(toy.root, "progress"))
    assert "  ██████████░░░░░░░░░░ 1 of 2" in shown
    assert "  ✓ Sums · Суммы" in shown
    assert "  ◐ Words · Слова" in shown, "one of its two katas is not green"
    assert "      ◐ greet (0 of 1)  ✓ initials" in shown
    assert shown[-1] == "1 of 3 items ticked, 3 of 4 katas done"


def test_hints_are_shown_with_their_kata(dojo, toy):
    dojo(toy.root, "hint", "add")
    shown = lines(dojo(toy.root, "progress"))
    assert "      · add (1 hint)  · running_total" in shown
    assert shown[-1].endswith("katas done, 1 hint taken")


@pytest.mark.parametrize("file", ["add.py", "test_add.py", "_given.py"])
def test_a_tick_is_stale_once_a_file_changes(dojo, solved, file):
    (solved.root / "katas/numbers/_given.py").touch()
    dojo(solved.root, "check")
    assert "  ✓ Sums · Суммы" in lines(dojo(solved.root, "progress"))
    with (solved.root / "katas/numbers" / file).open("a") as changed:
        changed.write("\n")
    shown = lines(dojo(solved.root, "progress"))
    assert "  ↻ Sums · Суммы" in shown
    assert shown[-1] == "↻ was done, but a file has changed since; check it again"
    dojo(solved.root, "check")
    assert "  ✓ Sums · Суммы" in lines(dojo(solved.root, "progress")), "checked again"


def test_back_to_the_content_that_was_green_is_green_again(dojo, solved):
    stub = solved.kata("add").stub
    green = stub.read_text()
    dojo(solved.root, "check")
    stub.write_text(green + "\n")
    stub.write_text(green)
    assert "  ✓ Sums · Суммы" in lines(dojo(solved.root, "progress"))


def test_what_is_red_now_is_not_green_any_more(dojo, solved):
    dojo(solved.root, "check", "add")
    solved.kata("add").stub.write_text("def add(a, b):\n    return a - b\n")
    dojo(solved.root, "check", "add")
    assert "      ◐ add (1 of 3)  · running_total" in lines(dojo(solved.root, "progress"))


def test_another_tree_earns_no_ticks(dojo, toy):
    dojo(toy.root, "check", "--impl", "solutions")
    assert not (toy.root / ".progress.json").exists()


def test_a_topic_can_be_shown_alone(dojo, toy):
    shown = lines(dojo(toy.root, "progress", "text"))
    assert "Text · Текст" in shown
    assert "Numbers · Числа" not in shown
    assert shown[-1] == "0 of 1 items ticked, 0 of 2 katas done"


def test_the_file_has_a_line_for_each_kata_and_is_rebuilt_by_a_run(dojo, solved):
    dojo(solved.root, "check")
    file = solved.root / ".progress.json"
    first = file.read_text()
    assert first.count("\n") == 6, "four katas, two brackets"
    file.unlink()
    dojo(solved.root, "check")
    assert file.read_text() == first


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"numbers/add": 7}', "\xff"])
def test_a_spoiled_file_is_taken_for_none(dojo, solved, text):
    (solved.root / ".progress.json").write_text(text, encoding="latin-1")
    assert lines(dojo(solved.root, "progress"))[-1] == "0 of 3 items ticked, 0 of 4 katas done"
    assert dojo(solved.root, "check").returncode == 0
    assert len(entries(solved)) == 4


def test_of_a_file_edited_by_hand_the_sound_lines_count(dojo, solved):
    dojo(solved.root, "check")
    known = entries(solved)
    known["numbers/add"]["passed"] = "three"
    known["text/greet"] = {"state": "done", "unheard": "of"}
    (solved.root / ".progress.json").write_text(json.dumps(known))
    found = Record(solved.root).entries()
    assert sorted(found) == ["numbers/running_total", "text/initials"]


def test_runs_that_end_at_once_lose_nothing_of_each_other(toy):
    code = (
        "import sys; from dojo.course import Course; from dojo.record import Record\n"
        "from pathlib import Path\n"
        "record = Record(Path.cwd()); kata = Course(Path.cwd()).kata(sys.argv[1])\n"
        "for number in range(1, 41): record.take_hint(kata, number)\n"
    )
    names = ["add", "running_total", "greet", "initials"]
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", code, name],
            cwd=toy.root,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        for name in names
    ]
    assert [run.wait() for run in runs] == [0, 0, 0, 0]
    counts = {name.partition("/")[2]: known["hints"] for name, known in entries(toy).items()}
    assert counts == dict.fromkeys(names, 40)


def test_cut_off_while_writing_the_old_file_stands(toy, monkeypatch):
    kata = toy.kata("add")
    Record(toy.root).take_hint(kata, 1)

    def power_cut(descriptor):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", power_cut)
    with pytest.raises(KeyboardInterrupt):
        Record(toy.root).take_hint(kata, 2)
    assert Record(toy.root).entries()["numbers/add"].hints == 1
    assert [file.name for file in toy.root.glob(".progress*")] == [".progress.json"]


def test_what_cannot_be_written_is_said_and_stops_nothing(solved, monkeypatch, capsys):
    def full(*arguments, **named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    Record(solved.root).take_hint(solved.kata("add"), 1)
    said = "dojo: .progress.json cannot be written: No space left on device\n"
    assert capsys.readouterr().err == said


def test_a_verdict_belongs_to_the_content_from_before_the_run(solved):
    kata = solved.kata("add")
    before = record.content(kata)
    kata.stub.write_text("def add(a, b):\n    return 0\n")
    Record(solved.root).add([Verdict(kata, kata.root / "katas", State.DONE)], {kata.id: before})
    assert Record(solved.root).entries()[kata.id].content == before != record.content(kata)


def test_a_kata_that_was_put_back_is_no_longer_mentioned(solved):
    kata = solved.kata("add")
    known = Record(solved.root)
    known.add([Verdict(kata, kata.root / "katas", State.DONE)], {kata.id: "1"})
    known.forget(kata)
    assert known.entries() == {}
    known.take_hint(kata, 2)
    known.forget(kata)
    assert known.entries() == {kata.id: Entry(hints=2)}, "hints were taken all the same"
