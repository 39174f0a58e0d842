"""The reports for machines: all that is known is in them, and nothing looks green that is not."""

import json
import platform
from pathlib import Path
from xml.etree import ElementTree

import pytest

from dojo.course import Kata
from dojo.job import Job
from dojo.report import as_json, as_junit
from dojo.verdict import Frame, Result, State, Verdict

ROOT = Path("/course")
STUBS = ROOT / "katas"
ADD = Kata(ROOT, "numbers", "add")
PASSED = Result("test_a", "passed", "call", 0.25)
FAILED = Result("test_b", "failed", "call", 0.5, "AssertionError", "one\ntwo", asserted=True)
ERROR = Result("test_c", "failed", "setup", 0.0, "OSError", "no server")
SKIPPED = Result("test_d", "skipped", "setup", 0.0, "Skipped", "no server to greet")


def verdict(state, *tests, collected=(), note="", side=STUBS, **fields):
    return Verdict(ADD, side, state, note, tests, collected, seconds=1.5, **fields)


def parsed(*verdicts):
    """Return the root of the JUnit XML as a reader of the file would get it."""
    return ElementTree.fromstring(as_junit(verdicts).encode("utf-8"))


def counts(element):
    return {name: int(element.get(name)) for name in ("tests", "failures", "errors", "skipped")}


def test_json_holds_what_is_known_of_a_kata():
    measured = {"promise": "reading is O(1)", "work": [3, 3.5, None]}
    failed = Result(
        "test_b[ж]", "failed", "call", 0.5, "AssertionError", "lone \udc80 and \0",
        output="one\r\n", properties=(("cost", measured), ("cost", "twice")),
    )  # fmt: skip
    report = json.loads(
        as_json([verdict(State.IN_PROGRESS, PASSED, failed, note="n", remarks=["left a thread"])])
    )
    assert report["schema"] == 1
    assert report["python"] == platform.python_version()
    assert report["side"] == "katas"
    assert report["counts"]["states"] == {state.value: 0 for state in State} | {"in progress": 1}
    assert (report["counts"]["tests"], report["counts"]["passed"]) == (2, 1)
    [kata] = report["katas"]
    tests = kata.pop("tests")
    assert kata == {
        "id": "numbers/add", "state": "in progress", "note": "n", "passed": 1, "total": 2,
        "seconds": 1.5, "file": "katas/numbers/add.py", "remarks": ["left a thread"],
    }  # fmt: skip
    assert tests[1] == {
        "name": "test_b[ж]", "outcome": "failed", "phase": "call", "seconds": 0.5,
        "error": "AssertionError", "message": "lone \udc80 and \0", "output": "one\r\n",
        "properties": [["cost", measured], ["cost", "twice"]],
    }  # fmt: skip


def test_json_can_be_written_in_any_encoding():
    assert as_json([verdict(State.BROKEN, note="ж \udc80")]).isascii()


def test_json_of_nothing_is_json():
    report = json.loads(as_json([]))
    assert (report["side"], report["katas"], report["counts"]["katas"]) == (None, [], 0)


def test_a_tree_outside_the_course_is_named_in_full():
    report = json.loads(as_json([verdict(State.DONE, PASSED, side=Path("/elsewhere/mine"))]))
    assert report["side"] == "/elsewhere/mine"
    assert report["katas"][0]["file"] == "/elsewhere/mine/numbers/add.py"


def test_junit_has_a_suite_for_a_kata_and_a_case_for_a_test():
    root = parsed(verdict(State.IN_PROGRESS, PASSED, FAILED, ERROR, SKIPPED))
    assert root.tag == "testsuites"
    assert counts(root) == {"tests": 4, "failures": 1, "errors": 1, "skipped": 1}
    [suite] = root.findall("testsuite")
    assert suite.get("name") == "numbers/add"
    assert suite.get("time") == "1.500"
    assert counts(suite) == counts(root)
    cases = suite.findall("testcase")
    assert {case.get("classname") for case in cases} == {"katas.numbers.test_add"}
    assert {case.get("file") for case in cases} == {"katas/numbers/test_add.py"}
    told = [(case.get("name"), case.get("time"), *(child.tag for child in case)) for case in cases]
    assert told == [
        ("test_a", "0.250"),
        ("test_b", "0.500", "failure"),
        ("test_c", "0.000", "error"),
        ("test_d", "0.000", "skipped"),
    ]


def test_junit_tells_the_message_the_places_and_the_output():
    frames = (
        Frame("/course/.venv/lib/pytest.py", 1, "call"),
        Frame("/course/katas/numbers/test_add.py", 7, "test_b"),
        Frame("/elsewhere/numbers/add.py", 3, "add"),
        Frame("/usr/lib/json.py", 4, "loads"),
    )
    failed = Result("test_b", "failed", "call", 0.5, "AssertionError", "one\ntwo", True, frames,
                    output="printed\n")  # fmt: skip
    root = parsed(verdict(State.IN_PROGRESS, failed, SKIPPED, side=Path("/elsewhere")))
    failure = root.find(".//failure")
    assert failure.attrib == {"type": "AssertionError", "message": "AssertionError: one"}
    assert failure.text == (
        "AssertionError: one\ntwo\n\n"
        "katas/numbers/test_add.py:7 in test_b\n/elsewhere/numbers/add.py:3 in add"
    )
    assert root.find(".//system-out").text == "printed\n"
    assert root.find(".//skipped").attrib == {"type": "Skipped", "message": "no server to greet"}


def test_junit_tells_the_state_the_file_and_the_remarks():
    root = parsed(verdict(State.DONE, PASSED, remarks=["one & two", "three"]))
    told = [(told.get("name"), told.get("value")) for told in root.iter("property")]
    assert told == [
        ("state", "done"),
        ("file", "katas/numbers/add.py"),
        ("remark", "one & two"),
        ("remark", "three"),
    ]


def test_junit_of_nothing_is_xml():
    assert counts(parsed()) == {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}


@pytest.mark.parametrize("state", [State.BROKEN, State.TIMED_OUT, State.CRASHED, State.MISSING])
@pytest.mark.parametrize("tests", [[], [PASSED], [FAILED]])
def test_a_kata_that_was_not_judged_to_its_end_has_an_error_of_its_own(state, tests):
    root = parsed(verdict(state, *tests, note="why"))
    assert counts(root)["errors"] == 1
    assert counts(root)["tests"] == len(tests) + 1
    own = root.findall(".//testcase")[-1]
    assert own.get("name") == "numbers/add"
    assert own.find("error").attrib == {"type": state.value, "message": "why"}


def test_what_was_not_checked_is_skipped():
    told = counts(parsed(verdict(State.NOT_CHECKED, PASSED, SKIPPED)))
    assert told == {"tests": 2, "failures": 0, "errors": 0, "skipped": 1}
    told = counts(parsed(verdict(State.NOT_CHECKED, note="no server")))
    assert told == {"tests": 1, "failures": 0, "errors": 0, "skipped": 1}


def test_tests_that_the_run_did_not_reach_are_told():
    crashed = verdict(
        State.CRASHED, PASSED, collected=["test_a", "test_b", "test_c"], note="killed"
    )
    [kata] = json.loads(as_json([crashed]))["katas"]
    assert (kata["passed"], kata["total"]) == (1, 3)
    assert [test["outcome"] for test in kata["tests"]] == ["passed", "not run", "not run"]
    root = parsed(crashed)
    assert counts(root) == {"tests": 4, "failures": 0, "errors": 3, "skipped": 0}
    said = [error.get("message") for error in root.iter("error")]
    assert said == ["not run: crashed, killed", "not run: crashed, killed", "killed"]


HOSTILE = "".join(map(chr, range(0x20))) + "\x7f\x85\udc80\ud800\ufffe\uffff <&\"'> ]]> ж 🐍"


def test_characters_that_xml_forbids_are_escaped():
    test = Result(f"test[{HOSTILE}]", "failed", "call", 0.0, HOSTILE, HOSTILE, output=HOSTILE)
    hostile = verdict(State.BROKEN, test, note=HOSTILE, remarks=[HOSTILE], side=Path("/\udc80"))
    root = parsed(hostile)
    assert counts(root) == {"tests": 2, "failures": 1, "errors": 1, "skipped": 0}
    output = root.find(".//system-out").text
    assert output.startswith(r"\x00\x01")
    assert output.endswith("\\udc80\\ud800\\ufffe\\uffff <&\"'> ]]> ж 🐍")
    assert r"\x08" + "\t\n" + r"\x0b\x0c\r\x0e" in output, "tabs and newlines are as they were"
    assert json.loads(as_json([hostile]))["katas"][0]["tests"][0]["output"] == HOSTILE


def judged(judge, course, body):
    add = course.kata("add")
    add.stub.write_text(f"import os\n\n\ndef add(a, b):\n    {body}\n")
    judge.ask([Job(kata) for kata in course.katas])
    return judge.answer()


def test_a_real_run_is_told_in_full(judge, solved):
    verdicts = judged(judge, solved, "return a - b")
    report = json.loads(as_json(verdicts))
    assert report["counts"]["katas"] == 4
    assert report["counts"]["states"]["done"] == 3
    first = report["katas"][0]
    assert (first["id"], first["passed"], first["total"]) == ("numbers/add", 1, 3)
    assert first["tests"][0]["message"].startswith("add(2, 2) gave 0, not 4")
    root = parsed(*verdicts)
    assert counts(root) == {"tests": 7, "failures": 2, "errors": 0, "skipped": 0}
    assert "katas/numbers/test_add.py:7 in " in root.find(".//failure").text
    assert str(solved.root) not in as_junit(verdicts)
    assert str(solved.root) not in as_json(verdicts)


def test_a_real_crash_half_way_leaves_nothing_out(judge, solved):
    verdicts = judged(judge, solved, "return a + b if a == b else os._exit(0)")
    assert verdicts[0].state is State.CRASHED
    [kata, *_] = json.loads(as_json(verdicts))["katas"]
    assert [test["outcome"] for test in kata["tests"]] == ["passed", "not run", "not run"], kata
    assert counts(parsed(*verdicts)) == {"tests": 8, "failures": 0, "errors": 3, "skipped": 0}


def test_a_kata_that_is_gone_is_an_error(judge, solved):
    solved.kata("add").stub.unlink()
    judge.ask([Job(solved.kata("add"))])
    root = parsed(*judge.answer())
    assert counts(root) == {"tests": 1, "failures": 0, "errors": 1, "skipped": 0}
    assert "make reset KATA=numbers/add" in root.find(".//error").text
