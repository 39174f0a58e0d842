"""The worst that judged code can do: each is named in one line, and the other katas stand."""

import os
import re
import shutil
import subprocess
import sys
import textwrap

import pytest

from dojo.job import Job
from dojo.limits import MIB, Limits, resident_memory
from dojo.verdict import State

CPU = Limits(cpu=1)
WAIT = Limits(test=1)
WALL = Limits(wall=2)
ADD = "def add(a, b):\n    return a + b\n"


def judged(judge, course, source, limits=CPU):
    """Return the verdict on `add` written so; the solved katas beside it must stay done."""
    course.kata("add").stub.write_text(textwrap.dedent(source))
    add, *others = course.katas
    jobs = [Job(add, limits=limits), *map(Job, others)]
    judge.ask(jobs)
    verdict, *others = judge.answer()
    states = [other.state for other in others]
    assert states == [State.DONE] * 3, f"one bad kata changed the others: {others}"
    assert "\n" not in verdict.note, f"the note must be one line: {verdict.note!r}"
    return verdict


def in_add(statements, imports=""):
    body = textwrap.indent(textwrap.dedent(statements), "    ")
    return f"{imports}\n\ndef add(a, b):\n{body}\n"


CASES = {
    "endless loop": (
        in_add("while True:\n    pass"),
        State.TIMED_OUT,
        r"used 1 s of CPU time, an endless loop\? in test_small_numbers_are_added, line \d+",
    ),
    "endless loop inside one C call": (
        in_add("return sum(itertools.repeat(0))", "import itertools"),
        State.TIMED_OUT,
        r"used 1 s of CPU time.* in test_small_numbers_are_added, line 4",
    ),
    "endless loop while imported": (
        "while True:\n    pass\n",
        State.TIMED_OUT,
        r"used 1 s of CPU time.* while being imported, line \d",
    ),
    "endless wait": (
        in_add("threading.Event().wait()", "import threading"),
        State.TIMED_OUT,
        r"test_small_numbers_are_added: Timeout \(>1.0s\)",
    ),
    "endless wait while imported": (
        "import threading\nthreading.Event().wait()\n",
        State.TIMED_OUT,
        r"still waiting after 2 s while being imported, line 2",
    ),
    "sys.exit while imported": (
        "import sys\nsys.exit(0)\n",
        State.BROKEN,
        r"called sys.exit\(0\) while being imported, line 2",
    ),
    "os._exit": (
        in_add("os._exit(0)", "import os"),
        State.CRASHED,
        r"ended the process with status 0 in test_small_numbers_are_added",
    ),
    "os._exit while imported": (
        "import os\nos._exit(0)\n",
        State.CRASHED,
        r"ended the process with status 0 while being imported",
    ),
    "segfault": (
        in_add("ctypes.string_at(0)", "import ctypes"),
        State.CRASHED,
        r"killed by SIG(SEGV|BUS) in test_small_numbers_are_added, line 4",
    ),
    "kills itself": (
        in_add("os.kill(0, 9)", "import os"),
        State.CRASHED,
        r"killed by SIGKILL in test_small_numbers_are_added",
    ),
    "interrupts the run": (
        in_add("raise KeyboardInterrupt"),
        State.CRASHED,
        r"stopped the test run in test_small_numbers_are_added",
    ),
    "prints without end": (
        in_add("while True:\n    print('x' * 100_000)"),
        State.CRASHED,
        r"printed more than 8 MiB in test_small_numbers_are_added",
    ),
    "syntax error": (
        "def add(a, b):\n    return a +\n",
        State.BROKEN,
        r"SyntaxError: invalid syntax, line 2",
    ),
    "import error": (
        "import nowhere_to_be_found\n",
        State.BROKEN,
        r"ModuleNotFoundError: No module named 'nowhere_to_be_found', line 1",
    ),
    "exception while imported": (
        "x = 1\nx.missing\n",
        State.BROKEN,
        r"AttributeError: .*missing.*, line 2",
    ),
    "name that the tests need is gone": (
        "def plus(a, b): ...\n",
        State.BROKEN,
        r"cannot import name 'add'",
    ),
    "replaced builtin": (
        "import builtins\nbuiltins.isinstance = lambda *a: True\n" + ADD,
        State.BROKEN,
        r"it replaced builtins.isinstance",
    ),
    "replaced AssertionError": (
        "import builtins\nbuiltins.AssertionError = type('E', (BaseException,), {})\n" + ADD,
        State.BROKEN,
        r"it replaced builtins.AssertionError",
    ),
    "replaced pytest.fail": (
        "import pytest\npytest.fail = lambda *a, **k: None\n" + ADD,
        State.BROKEN,
        r"it replaced pytest.fail",
    ),
    "replaced inside pytest": (
        in_add("_pytest.runner.call_and_report = None\nreturn a + b", "import _pytest.runner"),
        State.BROKEN,
        r"it replaced _pytest.runner.call_and_report",
    ),
}


@pytest.mark.parametrize(("source", "state", "note"), CASES.values(), ids=CASES)
def test_a_hazard_is_named_and_contained(judge, solved, source, state, note):
    limits = WALL if "still waiting" in note else WAIT if "Timeout" in note else CPU
    verdict = judged(judge, solved, source, limits)
    assert verdict.state is state, f"{verdict.state}: {verdict.note}"
    assert re.search(note, verdict.note), f"the note says {verdict.note!r}, not /{note}/"


def test_sys_exit_in_a_call_is_a_failed_test(judge, solved):
    verdict = judged(judge, solved, in_add("sys.exit(0)", "import sys"))
    assert verdict.state is State.IN_PROGRESS
    assert verdict.first_failure.error == "SystemExit"


def ran_out_of_memory(verdict):
    """Where the system enforces the limit a test fails; elsewhere the parent must watch."""
    if sys.platform == "darwin":
        return "MiB of memory" in verdict.note
    return verdict.first_failure.error == "MemoryError"


@pytest.mark.skipif(not shutil.which("ps"), reason="ps is asked on macOS only, where it is")
def test_resident_memory_is_asked_of_the_system():
    assert resident_memory(os.getpid()) > MIB
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    assert resident_memory(process.pid) == 0


def test_too_much_memory_is_a_failed_test(judge, solved):
    verdict = judged(judge, solved, in_add("return bytearray(50 << 30)"), Limits())
    assert ran_out_of_memory(verdict), f"{verdict.state}: {verdict.note}"


def test_memory_taken_bit_by_bit_ends_in_a_failed_test(judge, solved):
    hoard = in_add("hoard = []\nwhile True:\n    hoard.append(bytes(1 << 24))")
    verdict = judged(judge, solved, hoard, Limits(memory=512))
    assert ran_out_of_memory(verdict), f"{verdict.state}: {verdict.note}"


def test_a_million_printed_lines_spoil_nothing(judge, solved):
    noise = "for n in range(1_000_000):\n    print(n)\nraise ValueError('after the noise')"
    verdict = judged(judge, solved, in_add(noise), Limits(output=64, cpu=60))
    assert verdict.first_failure.message == "after the noise", f"{verdict.state}: {verdict.note}"
    assert verdict.first_failure.output.endswith("999998\n999999\n"), "the last lines are kept"
    assert len(verdict.first_failure.output) < 10_000, "the first lines are not"


def test_a_broken_pipe_is_an_error_as_in_any_python(judge, solved):
    write = "ends = os.pipe()\nos.close(ends[0])\nos.write(ends[1], b'x')"
    verdict = judged(judge, solved, in_add(write, "import os"))
    assert verdict.first_failure.error == "BrokenPipeError", f"{verdict.state}: {verdict.note}"


def test_a_thread_that_never_ends_is_remarked(judge, solved):
    start = "threading.Thread(target=threading.Event().wait, name='stray').start()"
    source = in_add(f"{start}\nreturn a + b", "import threading")
    verdict = judged(judge, solved, source)
    assert verdict.state is State.IN_PROGRESS, "the tests that fail are told as usual"
    assert "left the thread stray running" in verdict.remarks


def test_a_file_beside_the_stub_is_refused_and_remarked(judge, solved):
    source = in_add(
        "pathlib.Path(__file__).with_name('junk.txt').write_text('x')", "import pathlib"
    )
    verdict = judged(judge, solved, source)
    assert verdict.first_failure.error == "PermissionError"
    assert "tried to change katas/numbers/junk.txt" in verdict.remarks
    assert not (solved.root / "katas/numbers/junk.txt").exists(), "nothing may appear"


@pytest.mark.parametrize(
    "deed",
    [
        "os.remove(other)",
        "os.rename(other, 'x')",
        "os.open(other, os.O_WRONLY | os.O_TRUNC)",
        "open(other, 'w').write('')",
        "pathlib.Path(other).unlink()",
        "pathlib.Path(other).open('a').write('x')",
        "shutil.rmtree('katas/text')",
    ],
)
def test_another_kata_cannot_be_harmed(judge, solved, deed):
    before = solved.kata("greet").stub.read_text()
    source = in_add(f"other = 'katas/text/greet.py'\n{deed}", "import os, pathlib, shutil")
    verdict = judged(judge, solved, source)
    assert verdict.first_failure.error == "PermissionError"
    assert solved.kata("greet").stub.read_text() == before


@pytest.mark.parametrize(
    "deed",
    [
        "pathlib.Path('.progress.json').write_text('')",
        "pathlib.Path('.git/HEAD').unlink()",
        "os.rename('.git', 'x')",
        "shutil.rmtree('.attempts')",
        "open('.attempts/2026-01-01T00-00-00/numbers/add.py', 'a').write('x')",
        "shutil.rmtree(os.getcwd())",
        "shutil.rmtree('..')",
    ],
)
def test_what_is_kept_of_the_learner_cannot_be_harmed(judge, solved, deed):
    kept = {solved.root / ".progress.json", solved.root / ".git/HEAD",
            solved.root / ".attempts/2026-01-01T00-00-00/numbers/add.py"}  # fmt: skip
    for file in kept:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("kept")
    verdict = judged(judge, solved, in_add(deed, "import os, pathlib, shutil"))
    assert verdict.first_failure.error == "PermissionError", f"{verdict.first_failure}"
    assert verdict.remarks, "it is remarked"
    assert {file for file in kept if file.is_file() and file.read_text() == "kept"} == kept


def test_caches_may_be_written(judge, solved):
    deeds = """
        if isinstance(a, str):
            raise TypeError
        for folder in (".hypothesis/x", ".pytest_cache/x", "katas/numbers/__pycache__/x"):
            os.makedirs(folder)
            open(f"{folder}/file", "w").close()
            shutil.rmtree(folder)
        open(".coverage.host", "w").close()
        os.remove(".coverage.host")
        return a + b
    """
    verdict = judged(judge, solved, in_add(deeds, "import os, shutil"))
    assert verdict.state is State.DONE, f"{verdict.first_failure}"


def test_files_elsewhere_are_free(judge, solved):
    deeds = """
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(os.path.join(folder, "sub"))
            with open(os.path.join(folder, "sub", "file"), "w") as file:
                os.close(os.open("/dev/null", os.O_WRONLY))
                print(a + b, file=file)
            with open("katas/numbers/add.py"), open(os.path.join(folder, "sub", "file")) as file:
                return int(file.read())
    """
    source = in_add(f"if isinstance(a, str):\n    raise TypeError\n{textwrap.dedent(deeds)}",
                    "import os, tempfile")  # fmt: skip
    verdict = judged(judge, solved, source)
    assert verdict.state is State.DONE, f"{verdict.first_failure}"
    assert verdict.remarks == []


def test_a_copy_of_the_process_says_nothing(judge, solved):
    verdict = judged(judge, solved, in_add("os.fork()\nreturn a + b", "import os"))
    assert [test.outcome for test in verdict.tests] == ["passed", "passed", "failed"]


def test_what_it_writes_to_the_pipes_is_not_believed(judge, solved):
    source = """
        import os
        for descriptor in range(3, 64):
            try:
                os.write(descriptor, b'{"event": "nonsense"\\n[]\\n')
            except OSError:
                pass

        def add(a, b):
            return a - b
    """
    verdict = judged(judge, solved, source)
    assert verdict.state is State.IN_PROGRESS, f"{verdict.state}: {verdict.note}"


def test_a_conftest_that_breaks_pytest_is_said(judge, solved):
    (solved.root / "katas/numbers/conftest.py").write_text("import nowhere\n")
    judge.ask([Job(solved.kata("add"))])
    (verdict,) = judge.answer()
    assert verdict.state is State.BROKEN
    assert verdict.note == "pytest gave up; try `pytest katas/numbers/test_add.py`"


def test_a_deleted_stub_is_missing(judge, solved):
    kata = solved.kata("add")
    kata.stub.unlink()
    judge.ask([Job(kata)])
    (verdict,) = judge.answer()
    assert verdict.state is State.MISSING
    assert "`make reset KATA=numbers/add` brings it back" in verdict.note
