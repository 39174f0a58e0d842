"""`dojo check` as somebody would type it: the board, the next step, the exit status."""

import fcntl
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from xml.etree import ElementTree

import pytest

from dojo import board, where
from dojo.course import Kata
from dojo.verdict import Frame, Result, State, Verdict
from tests.conftest import ROOT


def write_add(course, body):
    course.kata("add").stub.write_text(f"def add(a, b):\n{body}\n")


def test_untouched_stubs_cost_a_line_each(dojo, toy):
    run = dojo(toy.root, "check")
    assert run.returncode == 1
    assert run.stderr == ""
    assert run.stdout == (
        "judging your code in katas/\n"
        "\n"
        "numbers · Numbers · Числа\n"
        "  · add            not started    3 tests\n"
        "  · running_total  not started    2 tests\n"
        "\n"
        "text · Text · Текст\n"
        "  · greet          not started    1 test\n"
        "  · initials       not started    1 test\n"
        "\n"
        "0 of 4 done\n"
        "\n"
        "Next: numbers/add, 3 tests.\n"
        "  edit   katas/numbers/add.py:10\n"
        "  check  make check TOPIC=numbers/add\n"
        "  hint   make hint KATA=numbers/add\n"
    ), run.stdout


def test_all_green_is_exit_status_zero(dojo, solved):
    run = dojo(solved.root, "check")
    assert run.returncode == 0, run.stdout
    assert run.stdout.endswith("4 of 4 done\n")


def test_the_first_failing_test_is_told_in_full(dojo, solved):
    write_add(solved, "    print('adding', a, b)\n    return a - b")
    run = dojo(solved.root, "check", "numbers")
    assert run.returncode == 1
    assert "  ◐ add            1 of 3\n" in run.stdout
    step = run.stdout.partition("1 of 2 done\n")[2]
    assert step == (
        "\n"
        "numbers/add: 1 of 3. The first test that fails:\n"
        "\n"
        "  small numbers are added\n"
        "\n"
        "    add(2, 2) gave 0, not 4\n"
        "\n"
        "    it printed\n"
        "    | adding 2 2\n"
        "    | adding 2 2\n"
        "\n"
        "  edit   katas/numbers/add.py:1\n"
        "  test   katas/numbers/test_add.py:7\n"
        "  check  make check TOPIC=numbers/add\n"
        "  hint   make hint KATA=numbers/add\n"
        "\n"
        "looking whether a known mistake fails like this, once ...\n"
        "\n"
        'A guess, for a known mistake fails just so: "Takes away instead."\n'
    ), step


def test_the_second_time_a_guess_is_there_at_once(dojo, solved):
    write_add(solved, "    return a - b")
    dojo(solved.root, "check")
    step = dojo(solved.root, "check").stdout.partition("hint   make hint KATA=numbers/add\n")[2]
    assert step == '\nA guess, for a known mistake fails just so: "Takes away instead."\n'


def test_a_mistake_of_ones_own_gets_no_guess(dojo, solved):
    write_add(solved, "    return a ** b")
    assert "A guess" not in dojo(solved.root, "check").stdout


def test_reports_are_written_beside_the_board(dojo, solved, tmp_path):
    write_add(solved, "    return a - b")
    files = tmp_path / "report.json", tmp_path / "report.xml"
    run = dojo(solved.root, "check", "--json", str(files[0]), "--junit", str(files[1]))
    assert run.returncode == 1
    assert "3 of 4 done" in run.stdout
    katas = json.loads(files[0].read_text())["katas"]
    assert [kata["state"] for kata in katas] == ["in progress", "done", "done", "done"]
    suites = ElementTree.parse(files[1]).getroot()
    assert (suites.get("tests"), suites.get("failures")) == ("7", "2")


def test_a_report_that_cannot_be_written_is_said_before_anything_runs(dojo, solved):
    run = dojo(solved.root, "check", "--json", "nowhere/report.json")
    said = "dojo: nowhere/report.json: No such file or directory\n"
    assert (run.returncode, run.stdout, run.stderr) == (2, "", said)


def test_an_error_is_told_with_the_line_that_raised_it(dojo, solved):
    write_add(solved, "    c = a\n    return c / 0")
    run = dojo(solved.root, "check", "add")
    assert "    ZeroDivisionError: division by zero\n" in run.stdout
    assert "  edit   katas/numbers/add.py:3\n" in run.stdout


def test_a_kata_that_does_not_import_comes_first(dojo, solved):
    write_add(solved, "    return (")
    run = dojo(solved.root, "check")
    assert "✗ add            broken         SyntaxError: '(' was never closed, line 2" in run.stdout
    assert "numbers/add: broken, see its line above.\n  edit   katas/numbers/add.py\n" in run.stdout
    assert "3 of 4 done" in run.stdout


def test_what_was_not_checked_is_counted_and_not_green(dojo, solved):
    tests = solved.kata("greet").tests
    tests.write_text(f"import pytest\n{tests.read_text()}\n\ndef test_more():\n"
                     "    pytest.skip('no server to greet')\n")  # fmt: skip
    run = dojo(solved.root, "check")
    assert run.returncode == 1
    assert "? greet          not checked    no server to greet" in run.stdout
    assert "3 of 4 done, 1 not checked" in run.stdout


DEEPER = """

from dojo.kit.deeper import Absent, deeper


class Megaphone:
    title = "megaphone 2.1"

    def __init__(self):
        if not {there}:
            raise Absent("no megaphone")


@pytest.fixture
def megaphone(request):
    return deeper(request, Megaphone)


def test_loudly(megaphone):
    assert greet("Ann") == "Hello, Ann!", "it was not loud"
"""


@pytest.mark.parametrize(
    ("there", "told"),
    [
        (True, "2 tests, 1 of them with megaphone 2.1"),
        (False, "2 tests, 1 of them not checked: no megaphone"),
    ],
)
def test_a_kata_can_be_done_without_its_deeper_tests_and_the_board_says_which(
    dojo, solved, there, told
):
    tests = solved.kata("greet").tests
    tests.write_text(f"import pytest\n{tests.read_text()}{DEEPER.format(there=there)}")
    run = dojo(solved.root, "check", CI="1")
    assert run.returncode == 0, run.stdout
    assert f"✓ greet          done           {told}\n" in run.stdout
    assert "4 of 4 done\n" in run.stdout


@pytest.mark.parametrize("there", [True, False])
def test_an_untouched_stub_with_deeper_tests_is_not_started(dojo, toy, there):
    tests = toy.kata("greet").tests
    tests.write_text(f"import pytest\n{tests.read_text()}{DEEPER.format(there=there)}")
    assert "· greet          not started    2 tests\n" in dojo(toy.root, "check").stdout


def test_another_tree_is_named_and_what_it_lacks_is_missing(dojo, toy):
    (toy.root / "solutions/text/greet.py").unlink()
    run = dojo(toy.root, "check", "--impl", "solutions")
    assert run.returncode == 1
    assert run.stdout.startswith("judging solutions\n")
    assert "? greet          missing        there is no solutions/text/greet.py" in run.stdout
    assert "make hint" not in run.stdout, "hints are for one's own code"


def test_a_tree_outside_the_course_is_named_in_full(dojo, toy, tmp_path):
    (tmp_path / "empty").mkdir()
    run = dojo(toy.root, "check", "greet", "--impl", str(tmp_path / "empty"))
    assert run.stdout.startswith(f"judging {tmp_path}/empty\n")


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("nubmers", "did you mean numbers?"),
        ("numbers/adds", "did you mean numbers/add?"),
        ("running-total", "did you mean running_total?"),
        ("zzz", "topics: numbers, text"),
    ],
)
def test_an_unknown_name_gets_advice(dojo, toy, name, advice):
    run = dojo(toy.root, "check", name)
    assert run.returncode == 2
    assert run.stderr == f"dojo: {name}: no such topic or kata; {advice}\n"


@pytest.mark.parametrize(
    "name", ["add", "numbers/add", "katas/numbers/add.py", "katas/numbers/test_add.py"]
)
def test_a_kata_can_be_named_in_many_ways(toy, name):
    assert [kata.id for kata in toy.select([name])] == ["numbers/add"]


def test_several_names_are_taken_in_the_course_order(toy):
    names = [kata.id for kata in toy.select(["text", "numbers/add"])]
    assert names == ["numbers/add", "text/greet", "text/initials"]


def test_a_folder_without_a_course_is_refused(dojo, tmp_path):
    run = dojo(tmp_path, "check")
    assert run.returncode == 2
    assert "no katas/syllabus.toml here or above" in run.stderr


def test_a_tree_that_is_not_there_is_refused(dojo, toy):
    run = dojo(toy.root, "check", "--impl", "nowhere")
    assert (run.returncode, run.stderr) == (2, "dojo: --impl: there is no folder nowhere\n")


def on_terminal(root, columns, *arguments):
    """Return what a terminal of that width shows."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    code = "import sys; from dojo.cli import main; sys.exit(main(sys.argv[1:]))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    for name in ("COLUMNS", "NO_COLOR"):
        environment.pop(name, None)
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=root, env=environment, stdin=follower, stdout=follower, stderr=follower,
    )  # fmt: skip
    os.close(follower)
    shown = b""
    while True:
        try:
            data = os.read(leader, 4096)
        except OSError:
            break
        if not data:
            break
        shown += data
    process.wait()
    os.close(leader)
    return shown.decode()


def test_a_terminal_gets_colour_and_its_own_width(solved):
    write_add(solved, "    return " + "1 + " * 3)
    solved.kata("greet").tests.write_text("import pytest\n\n\ndef test_it():\n"
                                          f"    pytest.skip({'word ' * 20!r})\n")  # fmt: skip
    shown = on_terminal(solved.root, 60, "check")
    assert "\x1b[32m" in shown, "done is green"
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    rows = [line.rstrip() for line in plain.splitlines() if "word" in line]
    assert len(rows) > 2, "a long note goes on under itself"
    assert max(map(len, rows)) <= 60, f"and never beyond the edge: {rows}"


def test_a_pipe_gets_plain_text(dojo, solved):
    assert "\x1b" not in dojo(solved.root, "check", TERM="xterm-256color").stdout


def test_an_ascii_terminal_is_served_too(dojo, solved):
    run = dojo(solved.root, "check", PYTHONIOENCODING="ascii")
    assert run.returncode == 0, run.stderr
    assert "  ? add            done" in run.stdout


def started(root, **streams):
    """Start a check that can be interrupted, even where this suite runs in the background."""
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from dojo.cli import main; sys.exit(main(['check']))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    return subprocess.Popen(command, cwd=root, env=environment, text=True, **streams)


def test_a_reader_that_goes_away_is_no_traceback(solved):
    reading, writing = os.pipe()
    os.close(reading)
    process = started(solved.root, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    _, errors = process.communicate()
    assert (process.returncode, errors) == (1, "")


def test_an_interrupt_ends_the_children_as_well(solved):
    marker = solved.root.parent / "begun"
    os.mkfifo(marker)
    write_add(solved, "    return a + b")
    with solved.kata("add").stub.open("a") as file:
        file.write(f"import os\nwith open({str(marker)!r}, 'w') as file:\n"
                   "    print(os.getpid(), file=file)\nwhile True:\n    pass\n")  # fmt: skip
    process = started(solved.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    child = int(marker.read_text())
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert (process.returncode, errors) == (130, "dojo: interrupted\n")
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def verdict(name, state=State.DONE):
    kata = Kata(ROOT, "numbers", name)
    return Verdict(kata, ROOT / "katas", state)


def test_rows_wait_for_their_turn():
    early, late = verdict("early"), verdict("late")
    assert list(board._in_order([(1, late), (0, early)])) == [early, late]


def test_a_long_message_is_cut():
    message = "\n".join(f"line {n}" for n in range(40))
    shown = board._message(Result("t", "failed", "call", 0.0, "E", message, asserted=True))
    assert len(shown) == board.MESSAGE_LINES + 1
    assert shown[-1] == "... 24 more lines: run the test with pytest"


def test_a_parameter_is_shown_beside_the_sentence():
    assert board.sentence("test_none_is_a_value[None]") == "none is a value [None]"


def test_the_line_to_edit_is_the_method_that_the_failing_statement_calls(tmp_path):
    judged = tmp_path / "cache.py"
    judged.write_text("class Cache:\n    def get(self): ...\n    def put(self): ...\n")
    tests = tmp_path / "test_cache.py"
    tests.write_text(
        "def test_it():\n    cache = Cache()\n    cache.put()\n    assert cache.get()\n"
    )
    at = [Frame("/lib/python/pytest.py", 1, "x"), Frame(str(tests), 3, "test_it")]
    test = Result("test_it", "failed", "call", 0.0, frames=tuple(at))
    assert where.to_edit(test, judged) == 3, "put is called in line 3 of the test"
    assert where.in_tests(test, tests) == 3


def test_the_line_to_edit_is_the_row_that_the_test_is_about(tmp_path):
    judged = tmp_path / "kata.py"
    judged.write_text("def f(): ...\n\n\nCOSTS = {\n    'len(x)': ...,\n    'x in y': ...,\n}\n")
    result = Result("test_cost[x in y]", "failed", "call", 0.0)
    assert where.to_edit(result, judged) == 6


def test_without_a_trace_the_line_to_edit_is_the_first_definition(tmp_path):
    judged = tmp_path / "kata.py"
    judged.write_text("'''Brief.'''\n\n\ndef f(): ...\n")
    test = Result("test_it", "failed", "call", 0.0)
    assert where.to_edit(test, judged) == 4
    judged.write_text("TABLE = {}\n")
    assert where.to_edit(test, judged) == 1
    assert where.in_tests(test, judged) == 1


def test_a_board_that_breaks_leaves_no_child_behind(toy):
    """Stop after the first verdict while the others have ended or run; all must be gone."""
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from dojo import runner\n"
        "from dojo.course import Course\n"
        "from dojo.job import Job\n"
        "runner.warm_up()\n"
        "verdicts = runner.run(map(Job, Course(Path.cwd()).katas), at_once=4)\n"
        "next(verdicts)\n"
        "verdicts.close()\n"
        "try:\n"
        "    os.waitpid(-1, 0)\n"
        "except ChildProcessError:\n"
        "    print('all gone')\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, cwd=toy.root, env=environment, capture_output=True, text=True)
    assert (run.stdout, run.stderr) == ("all gone\n", "")
