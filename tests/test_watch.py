"""`dojo watch` in a terminal: it judges what is saved, and keys do the rest."""

import contextlib
import os
import signal
import subprocess
import sys
import time

import pexpect
import pytest

from tests.conftest import ROOT

CODE = "import sys; from dojo.cli import main; sys.exit(main(sys.argv[1:]))"
ENVIRONMENT = {"PYTHONPATH": str(ROOT), "TERM": "dumb"}
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded")
READY = "q quit"
RIGHT = "def add(a, b):\n    if isinstance(a, str):\n        raise TypeError\n    return a + b\n"
WRONG = "def add(a, b):\n    return a - b\n"
ENDLESS = "def add(a, b):\n    while True:\n        pass\n"
#: Runs a command as a shell would, and says how it left the terminal.
AROUND = """
import signal, subprocess, sys, termios
signal.signal(signal.SIGINT, lambda *_: None)
before = termios.tcgetattr(0)
with subprocess.Popen(sys.argv[1:]) as child:
    print("pid", child.pid, flush=True)
as_before = termios.tcgetattr(0) == before
print(f"status {child.returncode}, terminal as before: {as_before}")
"""


@pytest.fixture
def watch(toy):
    """Start `watch` in a terminal; what it should show next is awaited, for as long as it takes."""
    with contextlib.ExitStack() as stack:

        def start(*names, **environment):
            terminal = pexpect.spawn(
                sys.executable,
                ["-c", CODE, "watch", *names],
                cwd=toy.root,
                env=os.environ | ENVIRONMENT | environment,
                dimensions=(50, 100),
                encoding="utf-8",
                timeout=40,
            )
            stack.callback(terminal.close, force=True)
            return terminal

        yield start


def processes():
    command = ["ps", "-ww", "-eo", "args"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def shows(terminal, *texts):
    for text in texts:
        terminal.expect_exact(text)


def test_it_starts_with_the_brief_of_what_is_next(watch):
    terminal = watch()
    shows(terminal, "Addition: two numbers become one.", "Next: numbers/add, 3 tests.", READY)


def test_what_is_saved_is_judged(watch, toy):
    terminal = watch()
    shows(terminal, READY)
    toy.kata("add").stub.write_text(WRONG)
    shows(terminal, "◐ add", "1 of 3", "small numbers are added", "add(2, 2) gave 0, not 4", READY)


def test_a_saved_test_file_is_judged_too(watch, toy):
    terminal = watch()
    shows(terminal, READY)
    with toy.kata("greet").tests.open("a") as file:
        file.write("\n\ndef test_more():\n    greet('x')\n")
    shows(terminal, "· greet", "2 tests", READY)


def test_what_a_topic_gives_to_its_katas_is_judged_with_the_current_one(watch, toy):
    given = toy.root / "katas/numbers/conftest.py"
    given.write_text("")
    terminal = watch()
    shows(terminal, "Next: numbers/add", READY)
    given.write_text("import pytest\n\n\n@pytest.fixture(autouse=True)\ndef spoil():\n    1 / 0\n")
    shows(terminal, "ZeroDivisionError: division by zero", READY)


def test_a_kata_that_is_new_is_found(watch, toy):
    terminal = watch()
    shows(terminal, READY)
    folder = toy.root / "katas/text"
    (folder / "shout.py").write_text("def shout():\n    return 'A'\n")
    tests = "from katas.text.shout import shout\n\n\ndef test_it():\n    assert shout() == 'A'\n"
    (folder / "test_shout.py").write_text(tests)
    shows(terminal, "text/shout is done", READY)


def test_green_is_said_and_it_waits(watch, toy):
    terminal = watch()
    shows(terminal, READY)
    toy.kata("add").stub.write_text(RIGHT)
    shows(terminal, "✓ add", "numbers/add is done: n goes on, c compares", READY)
    with pytest.raises(pexpect.TIMEOUT):
        terminal.expect_exact("running_total", timeout=0.5)
    terminal.send("n")
    shows(terminal, "Next: numbers/running_total, 2 tests.", READY)


def test_next_goes_on_from_the_current_kata_and_round(watch, toy):
    terminal = watch("text")
    shows(terminal, "Next: text/greet", READY)
    terminal.send("n")
    shows(terminal, "Next: text/initials", READY)
    terminal.send("n")
    shows(terminal, "Next: text/greet", READY)


def test_when_all_is_done_next_says_so(watch, solved):
    terminal = watch("text")
    shows(terminal, "Nothing is left to do: all 2 are done.", READY)


def test_keys_show_hints_list_and_comparison(watch, toy):
    terminal = watch()
    shows(terminal, READY)
    terminal.send("h")
    shows(terminal, "hint 1 of 3:", READY)
    terminal.send("h")
    shows(terminal, "hint 2 of 3:", READY)
    terminal.send("l")
    shows(terminal, "add (2 hints)", "0 of 3 items ticked", READY)
    terminal.send("c")
    shows(terminal, "compare opens when it is done", READY)
    terminal.send("r")
    shows(terminal, "Next: numbers/add", READY)
    terminal.send("x")
    terminal.send("\x1b[A")
    terminal.send("q")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0


def test_keys_work_on_a_russian_layout(watch):
    terminal = watch()
    shows(terminal, READY)
    terminal.send("р")  # noqa: RUF001
    shows(terminal, "hint 1 of 3:", READY)
    terminal.send("й")
    terminal.expect(pexpect.EOF)


def test_an_editor_may_save_by_rename(watch, toy):
    terminal = watch()
    shows(terminal, READY)
    stub = toy.kata("add").stub
    for text, sign in [(WRONG, "gave 0, not 4"), (RIGHT, "numbers/add is done")]:
        other = stub.with_name(".add.py.swp")
        other.write_text(text)
        other.rename(stub)
        shows(terminal, sign, READY)


def test_an_editor_may_move_the_old_file_away_first(watch, toy):
    terminal = watch()
    shows(terminal, READY)
    stub = toy.kata("add").stub
    stub.rename(stub.with_name("add.py~"))
    stub.write_text(WRONG)
    shows(terminal, "gave 0, not 4", READY)


def test_two_saves_in_a_row_end_with_the_second(watch, toy):
    terminal = watch()
    shows(terminal, READY)
    stub = toy.kata("add").stub
    for _ in range(5):
        stub.write_text(WRONG)
        stub.write_text(RIGHT)
        shows(terminal, "numbers/add is done", READY)
        with pytest.raises(pexpect.TIMEOUT):
            terminal.expect_exact("gave 0, not 4", timeout=0.3)
        stub.write_text(RIGHT)
        stub.write_text(WRONG)
        shows(terminal, "gave 0, not 4", READY)


def test_a_file_may_go_and_come_back(watch, toy):
    terminal = watch()
    shows(terminal, READY)
    stub = toy.kata("add").stub
    stub.unlink()
    shows(terminal, "? add", "katas/numbers/add.py is gone", READY)
    stub.write_text(RIGHT)
    shows(terminal, "numbers/add is done", READY)


def test_half_a_line_is_a_syntax_error_and_then_it_goes_on(watch, toy):
    terminal = watch()
    shows(terminal, READY)
    stub = toy.kata("add").stub
    stub.write_text("def add(a, b):\n    return (a +\n")
    shows(terminal, "✗ add", "SyntaxError: '(' was never closed, line 2", READY)
    stub.write_text(RIGHT)
    shows(terminal, "numbers/add is done", READY)


def test_the_next_save_ends_an_endless_loop_at_once(watch, toy):
    terminal = watch()
    shows(terminal, READY)
    stub = toy.kata("add").stub
    stub.write_text(ENDLESS)
    shows(terminal, "judging numbers/add ...", READY)
    before = time.monotonic()
    stub.write_text(RIGHT)
    shows(terminal, "numbers/add is done", READY)
    assert time.monotonic() - before < 8, "the loop would have had ten seconds"


def test_several_files_saved_at_once_are_all_judged(watch, toy):
    terminal = watch()
    shows(terminal, READY)
    toy.kata("greet").stub.write_text(ENDLESS.replace("add(a, b)", "greet(name)"))
    toy.kata("add").stub.write_text(RIGHT)
    terminal.expect(r"✓ add .*judging text/greet \.\.\.")
    terminal.send("q")
    terminal.expect(pexpect.EOF)


def test_verdicts_are_remembered(watch, toy):
    terminal = watch()
    shows(terminal, READY)
    toy.kata("add").stub.write_text(RIGHT)
    shows(terminal, "numbers/add is done", READY)
    terminal.send("l")
    shows(terminal, "✓ add", READY)
    assert '"numbers/add": {"state": "done"' in (toy.root / ".progress.json").read_text()


@pytest.mark.parametrize(("end", "status"), [("q", 0), ("\x03", 0), (signal.SIGTERM, 143)])
def test_however_it_ends_the_terminal_is_as_before(toy, end, status):
    terminal = pexpect.spawn(
        sys.executable,
        ["-c", AROUND, sys.executable, "-c", CODE, "watch"],
        cwd=toy.root,
        env=os.environ | ENVIRONMENT,
        encoding="utf-8",
        timeout=40,
    )
    with contextlib.closing(terminal):
        terminal.expect(r"pid (\d+)")
        pid = int(terminal.match[1])
        shows(terminal, READY)
        if isinstance(end, str):
            terminal.send(end)
        else:
            os.kill(pid, end)
        shows(terminal, f"status {status}, terminal as before: True")


def test_nothing_is_left_of_it_when_it_is_killed(watch, toy, tmp_path):
    (tmp_path / "temporary").mkdir()
    terminal = watch(TMPDIR=str(tmp_path / "temporary"))
    shows(terminal, READY)
    assert f"dojo.saves {toy.root}" in processes()
    terminal.kill(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while f"dojo.saves {toy.root}" in processes() or any((tmp_path / "temporary").iterdir()):
        assert time.monotonic() < deadline, "what watches, or what was prepared, is still there"


def test_a_kata_saved_while_another_is_judged_is_told(watch, toy):
    toy.kata("add").stub.write_text(ENDLESS)
    terminal = watch()
    shows(terminal, "judging numbers/add ...", READY)
    toy.kata("greet").stub.write_text("def greet(name):\n    return f'Hello, {name}!'\n")
    shows(terminal, "text/greet is done", "judging numbers/add ...", READY)


def test_it_starts_in_full_colour(watch):
    terminal = watch(TERM="xterm")
    shows(terminal, "\x1b[2J", "Next: numbers/add", READY)


def test_without_a_terminal_it_watches_all_the_same(toy):
    process = subprocess.Popen(
        [sys.executable, "-c", CODE, "watch"],
        cwd=toy.root,
        env=os.environ | ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert any("watching" in line for line in process.stdout)
        toy.kata("add").stub.write_text(RIGHT)
        assert any("numbers/add is done" in line for line in process.stdout)
        process.terminate()
        process.stdout.read()
    assert process.returncode == 143


def test_what_fails_like_a_known_mistake_gets_a_guess(watch, toy):
    terminal = watch()
    shows(terminal, READY)
    toy.kata("add").stub.write_text(
        f"import operator\n\n\n{WRONG}".replace("a - b", "operator.sub(a, b)")
    )
    shows(terminal, "gave 0, not 4", READY)
    shows(terminal, "gave 0, not 4", "A guess, for a known mistake fails just so:", READY)


def test_a_key_does_not_wait_for_a_guess(watch, toy):
    slow = toy.root / "tests/impostors/numbers/add/loops.py"
    slow.write_text(f'# expect: x\n"""Loops."""\n{ENDLESS}')
    terminal = watch()
    shows(terminal, READY)
    toy.kata("add").stub.write_text(WRONG)
    shows(terminal, "gave 0, not 4", READY)
    before = time.monotonic()
    terminal.send("h")
    shows(terminal, "hint 1 of 3", READY)
    assert time.monotonic() - before < 8, "the loop would have had ten seconds"
