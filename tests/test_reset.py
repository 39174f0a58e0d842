"""`dojo reset`: the stub comes back, and no attempt is ever lost."""

import datetime
import errno
import io
import os
import re
import shlex
import subprocess
from types import SimpleNamespace

import pytest
from rich.console import Console

from dojo import files, reset
from dojo.record import Record
from dojo.verdict import Result, State, Verdict

ATTEMPT = b"def add(a, b):\n    return a + b\n"
DATE = r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d"


@pytest.fixture
def add(toy):
    return toy.kata("add")


def kept(course):
    """Return what each attempt holds, by its path without the date."""
    files = sorted(course.root.glob(".attempts/*/**/*.*"))
    return [("/".join(file.parts[-2:]), file.read_bytes()) for file in files]


def is_fresh(kata):
    beside = [path.name for path in kata.stub.parent.glob(".*")]
    assert beside == [], f"nothing may be left behind: {beside}"
    return kata.stub.read_bytes() == reset.pristine(kata).read_bytes()


def run(course, kata):
    """Reset in this process; return the exit status and what was said."""
    said = io.StringIO()
    return reset.run(course, kata, Console(file=said, width=200)), said.getvalue()


def test_it_says_what_was_kept_and_how_to_use_it(dojo, toy, add):
    add.stub.write_bytes(ATTEMPT)
    run = dojo(toy.root, "reset", "add")
    assert (run.returncode, run.stderr) == (0, "")
    assert re.sub(DATE, "DATE", run.stdout) == (
        "katas/numbers/add.py is the untouched stub again.\n"
        "\n"
        "  kept   .attempts/DATE/numbers/add.py\n"
        "  check  make check TOPIC=numbers/add IMPL=.attempts/DATE\n"
        "  undo   cp .attempts/DATE/numbers/add.py katas/numbers/add.py\n"
    ), run.stdout


def actions(said):
    rows = re.findall(r"^  (\w+) +(.*)$", said, re.MULTILINE)
    return {name: shlex.split(command) for name, command in rows}


def test_a_kept_attempt_can_be_judged(dojo, toy, add):
    add.stub.write_bytes(ATTEMPT)
    make, check, topic, impl = actions(dojo(toy.root, "reset", "add").stdout)["check"]
    assert (make, check, topic) == ("make", "check", "TOPIC=numbers/add")
    run = dojo(toy.root, "check", "numbers/add", "--impl", impl.removeprefix("IMPL="))
    assert run.stdout.startswith("judging .attempts/"), run.stdout
    assert "add  2 of 3" in run.stdout, run.stdout
    assert "not started" in dojo(toy.root, "check", "add").stdout


def test_undo_brings_the_attempt_back(dojo, toy, add):
    add.stub.write_bytes(ATTEMPT)
    command = actions(dojo(toy.root, "reset", "add").stdout)["undo"]
    subprocess.run(command, cwd=toy.root, check=True)
    assert add.stub.read_bytes() == ATTEMPT


def git(course, *arguments):
    settings = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
    }  # fmt: skip
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(
        ["git", *arguments], cwd=course.root, env=inherited | settings, check=True,
        capture_output=True,
    )  # fmt: skip


def committed_over(course):
    git(course, "init")
    git(course, "add", "--all")
    git(course, "commit", "-m", "an attempt")


def staged(course):
    fresh = reset.pristine(course.kata("add")).read_bytes()
    course.kata("add").stub.write_bytes(fresh)
    committed_over(course)
    course.kata("add").stub.write_bytes(ATTEMPT)
    git(course, "add", "--all")


def hidden_from_git(course):
    committed_over(course)
    git(course, "update-index", "--assume-unchanged", "katas/numbers/add.py")


@pytest.mark.parametrize("before", [lambda course: None, committed_over, staged, hidden_from_git])
def test_git_does_not_matter(dojo, toy, add, before):
    add.stub.write_bytes(ATTEMPT)
    before(toy)
    run = dojo(toy.root, "reset", "add")
    assert run.returncode == 0, run.stderr
    assert is_fresh(add)
    assert kept(toy) == [("numbers/add.py", ATTEMPT)]


@pytest.mark.parametrize(
    "attempt", [b"", b"\xff\xfe\x00name = '\xe9'\r\n", b"no newline at the end", b"def add(\n"]
)
def test_an_attempt_is_kept_byte_for_byte(dojo, toy, add, attempt):
    add.stub.write_bytes(attempt)
    assert dojo(toy.root, "reset", "add").returncode == 0
    assert is_fresh(add)
    assert kept(toy) == [("numbers/add.py", attempt)]


def test_an_untouched_stub_needs_no_reset(dojo, toy):
    run = dojo(toy.root, "reset", "add")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == "katas/numbers/add.py is untouched: there is nothing to reset.\n"
    assert not (toy.root / ".attempts").exists()


def test_a_missing_stub_comes_back(dojo, toy, add):
    add.stub.unlink()
    run = dojo(toy.root, "reset", "add")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == "katas/numbers/add.py was missing; it is the untouched stub again.\n"
    assert is_fresh(add)
    assert add.stub.stat().st_mode == reset.pristine(add).stat().st_mode
    assert not (toy.root / ".attempts").exists()


def test_a_folder_in_the_place_of_the_stub_is_refused(dojo, toy, add):
    add.stub.unlink()
    add.stub.mkdir()
    (add.stub / "mine.txt").write_text("kept")
    run = dojo(toy.root, "reset", "add")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "dojo: nothing was changed: katas/numbers/add.py: Is a directory\n"
    assert (add.stub / "mine.txt").read_text() == "kept"


def test_without_the_copy_of_the_stub_nothing_is_changed(dojo, toy, add):
    add.stub.write_bytes(ATTEMPT)
    reset.pristine(add).unlink()
    run = dojo(toy.root, "reset", "add")
    assert run.returncode == 2
    expected = "nothing was changed: dojo/stubs/numbers/add.py.txt: No such file or directory"
    assert run.stderr == f"dojo: {expected}\n"
    assert add.stub.read_bytes() == ATTEMPT


def test_without_a_place_for_the_attempt_nothing_is_changed(dojo, toy, add):
    add.stub.write_bytes(ATTEMPT)
    (toy.root / ".attempts").write_text("")
    run = dojo(toy.root, "reset", "add")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "dojo: nothing was changed: .attempts: File exists\n"
    assert add.stub.read_bytes() == ATTEMPT


def test_without_space_for_the_attempt_nothing_is_changed(toy, add, monkeypatch, capsys):
    def full(descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    add.stub.write_bytes(ATTEMPT)
    monkeypatch.setattr(os, "fsync", full)
    assert run(toy, add) == (2, "")
    assert capsys.readouterr().err == "dojo: nothing was changed: No space left on device\n"
    assert add.stub.read_bytes() == ATTEMPT
    assert kept(toy) == [], "half an attempt must not look like one"


def test_a_copy_that_is_not_the_stub_changes_nothing(toy, add, monkeypatch, capsys):
    add.stub.write_bytes(ATTEMPT)
    monkeypatch.setattr(files, "replace", lambda path, data: path.write_bytes(data[:-1]))
    assert run(toy, add) == (2, "")
    assert "the copy is not what the stub holds" in capsys.readouterr().err
    assert add.stub.read_bytes() == ATTEMPT
    assert kept(toy) == []


def test_a_stub_that_cannot_be_replaced_stays_and_its_copy_too(toy, add, monkeypatch, capsys):
    def refuse(source, target):
        if target != add.stub:
            return really(source, target)
        raise PermissionError(errno.EACCES, "Permission denied", str(target))

    really = os.replace
    add.stub.write_bytes(ATTEMPT)
    monkeypatch.setattr(os, "replace", refuse)
    assert run(toy, add) == (2, "")
    said = re.sub(DATE, "DATE", capsys.readouterr().err)
    assert said == (
        "dojo: the stub is as it was, and kept in .attempts/DATE/numbers/add.py: "
        "katas/numbers/add.py: Permission denied\n"
    )
    assert add.stub.read_bytes() == ATTEMPT
    assert kept(toy) == [("numbers/add.py", ATTEMPT)]
    assert not is_fresh(add)


def test_an_interrupt_before_the_stub_is_replaced_loses_nothing(toy, add, monkeypatch):
    def interrupt(source, target):
        if target != add.stub:
            return really(source, target)
        assert os.path.basename(source).startswith(".add.py."), "hidden from who watches"
        assert os.path.dirname(source) == os.path.dirname(target), "else it is not replaced at once"
        raise KeyboardInterrupt

    really = os.replace
    add.stub.write_bytes(ATTEMPT)
    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        run(toy, add)
    assert add.stub.read_bytes() == ATTEMPT
    assert kept(toy) == [("numbers/add.py", ATTEMPT)]
    assert not is_fresh(add)


def test_resets_within_a_second_keep_each_attempt(toy, add, monkeypatch):
    now = datetime.datetime(2026, 3, 1, 9, 8, 7)
    clock = SimpleNamespace(datetime=SimpleNamespace(now=lambda: now))
    monkeypatch.setattr(reset, "datetime", clock)
    for attempt in (b"first", b"second", b"third"):
        add.stub.write_bytes(attempt)
        assert run(toy, add)[0] == 0
    found = {path.name for path in (toy.root / ".attempts").iterdir()}
    assert found == {f"2026-03-01T09-08-07{more}" for more in ("", "-2", "-3")}
    assert {content for _, content in kept(toy)} == {b"first", b"second", b"third"}


def test_the_mode_of_the_stub_stays(dojo, toy, add):
    add.stub.write_bytes(ATTEMPT)
    add.stub.chmod(0o600)
    dojo(toy.root, "reset", "add")
    assert is_fresh(add)
    assert add.stub.stat().st_mode & 0o777 == 0o600


def test_a_link_is_replaced_and_what_it_leads_to_is_left_alone(dojo, toy, add):
    solution = add.solution.read_bytes()
    add.stub.unlink()
    add.stub.symlink_to("../../solutions/numbers/add.py")
    run = dojo(toy.root, "reset", "add")
    assert "It was a link; ../../solutions/numbers/add.py is as it was.\n" in run.stdout
    assert is_fresh(add)
    assert not add.stub.is_symlink()
    assert add.solution.read_bytes() == solution
    assert kept(toy) == [("numbers/add.py", solution)]


def test_a_link_to_nothing_is_replaced(dojo, toy, add):
    add.stub.unlink()
    add.stub.symlink_to("nowhere.py")
    run = dojo(toy.root, "reset", "add")
    assert run.returncode == 0, run.stderr
    assert is_fresh(add)
    assert not (add.stub.parent / "nowhere.py").exists()


def test_the_kata_counts_as_untouched_but_hints_were_taken(dojo, toy, add):
    record = Record(toy.root)
    record.take_hint(add, 2)
    done = Verdict(add, add.stub.parents[1], State.DONE, tests=[Result("t", "passed", "call", 0)])
    record.add([done], {add.id: "content"})
    add.stub.write_bytes(ATTEMPT)
    dojo(toy.root, "reset", "add")
    entry = record.entries()[add.id]
    assert (entry.state, entry.hints) == (State.NOT_STARTED.value, 2)
