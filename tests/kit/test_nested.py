"""pytest inside pytest: what a session tells, and what it must not leave behind."""

import os
import sys
from pathlib import Path

import pytest

from dojo.kit.nested import CPU, accepted, edited, rejected, run

SUBJECT = "katas.testing._shop"
RIGHT = "def double(n):\n    return 2 * n\n"
WRONG = edited(RIGHT, "2 * n", "3 * n")
TESTS = """\
from katas.testing._shop import double

def test_two():
    assert double(2) == 4, "two and two"

def test_zero():
    assert double(0) == 0
"""


def one(tmp_path: Path, text: str, **named: object):
    return run(tmp_path, {"suite.py": text}, **named)


def outcome(tmp_path: Path, text: str):
    return one(tmp_path, text).outcomes[0]


def test_tests_are_run_on_one_text_of_a_module_after_another(tmp_path):
    right = run(tmp_path, {"suite.py": TESTS}, {SUBJECT: RIGHT})
    wrong = run(tmp_path, {"suite.py": TESTS}, {SUBJECT: WRONG})
    assert [(test.name, test.result) for test in right.outcomes] == [
        ("test_two", "passed"),
        ("test_zero", "passed"),
    ]
    assert [(test.name, test.error) for test in wrong.killers] == [("test_two", "AssertionError")]
    assert wrong.killers[0].message.startswith("two and two"), wrong.killers[0].message
    assert SUBJECT not in sys.modules, "the stand-in is gone with its session"


def test_a_module_that_is_there_is_replaced_whichever_way_it_is_imported(tmp_path):
    text = """
from dojo.kit import attempts
import dojo.kit.attempts

def test_it():
    assert attempts.here == 1 and dojo.kit.attempts is attempts
"""
    from dojo.kit import attempts

    ended = run(tmp_path, {"suite.py": text}, {"dojo.kit.attempts": "here = 1\n"})
    assert [test.result for test in ended.outcomes] == ["passed"]
    assert not hasattr(attempts, "here"), "out here it is what it was"


def test_what_uses_a_module_is_imported_anew(tmp_path):
    from solutions.testing import tdd_replay

    text = "from solutions.testing.tdd_replay import test_1_one_to_three_are_repeated"
    wrong = {"katas.testing._tdd_replay_roman": "def to_roman(n): return ''\n"}
    assert [test.result for test in run(tmp_path, {"suite.py": text}, wrong).outcomes] == ["failed"]
    assert tdd_replay.to_roman(1) == "I", "out here it is what it was"


@pytest.mark.parametrize(
    ("text", "result", "phase", "error"),
    [
        ("def test_it(): pass", "passed", "call", ""),
        ("def test_it(): assert 0", "failed", "call", "AssertionError"),
        ("def test_it(): {}[1]", "failed", "call", "KeyError"),
        ("def test_it(): raise SystemExit", "failed", "call", "SystemExit"),
        ("import pytest\ndef test_it(): pytest.skip()", "skipped", "call", "Skipped"),
        ("import pytest\ndef test_it(): pytest.xfail()", "xfailed", "call", "XFailed"),
        ("import pytest\n@pytest.mark.xfail\ndef test_it(): pass", "xpassed", "call", ""),
        ("import pytest\n@pytest.mark.skip\ndef test_it(): pass", "skipped", "setup", "Skipped"),
        ("def test_it(nothing): pass", "failed", "setup", "FixtureLookupError"),
        (
            "import pytest\n@pytest.fixture\ndef a():\n yield\n 1/0\ndef test_it(a): pass",
            "failed",
            "teardown",
            "ZeroDivisionError",
        ),
    ],
)
def test_an_outcome_says_what_happened_and_when(tmp_path, text, result, phase, error):
    found = outcome(tmp_path, text)
    assert (found.result, found.phase, found.error) == (result, phase, error)
    assert found.killed == (result == "failed" and phase == "call")


def test_a_missing_exception_is_an_assertion(tmp_path):
    text = "import pytest\ndef test_it():\n with pytest.raises(KeyError): pass"
    assert outcome(tmp_path, text).asserted, outcome(tmp_path, text)
    assert not outcome(tmp_path, "def test_it(): {}[1]").asserted


@pytest.mark.parametrize(
    ("line", "error", "asserted"),
    [
        ("self.assertEqual(1, 2)", "AssertionError", True),
        ("with self.assertRaises(KeyError): pass", "AssertionError", True),
        ("{}[1]", "KeyError", False),
    ],
)
def test_a_test_case_of_unittest_tells_its_error_too(tmp_path, line, error, asserted):
    text = f"import unittest\nclass T(unittest.TestCase):\n def test_it(self):\n  {line}\n"
    found = outcome(tmp_path, text)
    assert (found.name, found.error, found.asserted) == ("T::test_it", error, asserted)
    assert found.killed


def test_a_conftest_gives_its_fixtures_to_the_tests(tmp_path):
    conftest = "import pytest\n@pytest.fixture\ndef five():\n return 5\n"
    files = {"conftest.py": conftest, "test_a.py": "def test_it(five):\n assert five == 5\n"}
    assert [test.result for test in run(tmp_path, files).outcomes] == ["passed"]


def test_what_happened_is_told_from_inside(tmp_path):
    text = "import os\ndef test_it(): os.environ['LEAK'] = 'yes'"
    ended = one(tmp_path, text, tell=lambda: os.environ["LEAK"])
    assert ended.told == "yes"
    assert "LEAK" not in os.environ, "the session has a process of its own"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("import os\ndef test_it(): os._exit(3)", "ended the process with status 3"),
        ("def test_it():\n while True: pass", f"used {CPU} s of CPU time"),
        ("import os, signal\ndef test_it(): os.kill(os.getpid(), 9)", "killed by SIGKILL"),
        ("import pytest\ndef test_it(): pytest.exit('enough')", "stopped the session"),
    ],
)
def test_a_session_that_does_not_come_to_its_end_says_why(tmp_path, text, why):
    ended = one(tmp_path, text)
    assert why in ended.ending, ended
    with pytest.raises(AssertionError, match=f"do not come to an end on it: .*{why}"):
        accepted(ended, "it")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("import nothing_here", "No module named 'nothing_here'"),
        ("def test_it(:", "invalid syntax"),
        ("raise ValueError('at once')", "ValueError: at once"),
    ],
)
def test_a_file_that_cannot_be_collected_says_why(tmp_path, text, why):
    ended = one(tmp_path, text)
    assert why in ended.uncollected, ended
    for judge in (accepted, rejected):
        with pytest.raises(AssertionError, match="cannot be collected"):
            judge(ended, "it")


def test_a_blank_suite_raises_its_own_error(tmp_path):
    blank = "def test_it(): raise NotImplementedError\n"
    with pytest.raises(NotImplementedError, match="test_it is still blank"):
        one(tmp_path, blank)
    half = one(tmp_path, blank + "def test_other(): pass\n")
    with pytest.raises(AssertionError, match="test_it fails on it, which is right"):
        accepted(half, "it")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("def test_it(): assert 0, 'no'", "test_it fails on it, which is right: .*no"),
        ("def test_it(a): pass", "test_it fails in its setup on it, which is right"),
        ("import pytest\ndef test_it(): pytest.skip()", "test_it counts as skipped"),
        ("def test_it(): pass", "your file has 1 test; at least 2 are asked for"),
        ("", "your file has 0 tests; at least 2 are asked for"),
    ],
)
def test_a_suite_is_accepted_only_if_all_of_it_passes(tmp_path, text, why):
    with pytest.raises(AssertionError, match=why):
        accepted(one(tmp_path, text), "it", least=2)
    accepted(one(tmp_path, "def test_a(): pass\ndef test_b(): pass"), "it", least=2)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("def test_it(): pass", "your only test passes on it"),
        ("def test_a(): pass\ndef test_b(): pass", "all 2 of your tests pass on it"),
        ("def test_it(a): pass", "on it, test_it fails in its setup and not in the test itself"),
    ],
)
def test_nothing_but_a_test_that_fails_rejects(tmp_path, text, why):
    with pytest.raises(AssertionError, match=why):
        rejected(one(tmp_path, text), "it")
    rejected(one(tmp_path, "def test_a(): pass\ndef test_b(): {}[1]"), "it")


def test_an_edit_must_find_its_text_once():
    assert edited("a b c", "b", "d") == "a d c"
    for text in ("a", "b b"):
        with pytest.raises(ValueError, match="times, not once"):
            edited(text, "b", "d")
