"""What a check found, for machines: JSON for one's own tools, JUnit XML for those of others.

The JSON is one object:

    schema    1; another number when an entry changes its meaning
    python    the version that judged, "3.12.1"
    side      the tree that was judged, "katas"; null when nothing was
    counts    katas, tests, passed, and states: how many katas are in each
    katas     a list, in the course's order; each has
        id, state, note   as on the board; a state is "done", "in progress", "not started",
                          "broken", "timed out", "crashed", "missing" or "not checked"
        passed, total     how many tests passed, of how many
        seconds           from start to end of the kata
        file              what was judged
        remarks           a list of sentences
        tests             a list; each has
            name          as in pytest, "test_reading[None]"
            outcome       "passed", "failed", "skipped", or "not run": the kata ended before
            phase         "setup", "call" or "teardown": where it ended
            seconds, error, message, output
            properties    what was measured: a list of [name, value]; a name may come twice

Paths are relative to the course, inside it. In the XML a kata is a suite. One that could not
be judged to the end has an error of its own there, so that it never looks green.
"""

import json
import platform
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from dojo.verdict import Result, State, Verdict

SCHEMA = 1
NOT_RUN = "not run"
NOT_JUDGED = (State.BROKEN, State.TIMED_OUT, State.CRASHED, State.MISSING)
COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}
FORBIDDEN = re.compile(r"[^\t\n\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
"""What XML 1.0 cannot hold, and the carriage return, which readers take for a line's end."""


def as_json(verdicts: Sequence[Verdict]) -> str:
    katas = [_kata(verdict) for verdict in verdicts]
    states = Counter(verdict.state for verdict in verdicts)
    report = {
        "schema": SCHEMA,
        "python": platform.python_version(),
        "side": _path(verdicts[0].side, verdicts[0]) if verdicts else None,
        "counts": {
            "katas": len(katas),
            "tests": sum(len(_tests(verdict)) for verdict in verdicts),
            "passed": sum(verdict.passed for verdict in verdicts),
            "states": {state.value: states[state] for state in State},
        },
        "katas": katas,
    }
    return json.dumps(report, indent=2, default=str) + "\n"


def as_junit(verdicts: Sequence[Verdict]) -> str:
    root = Element("testsuites", name="katas")
    root.extend(_suite(verdict) for verdict in verdicts)
    _count(root, sum(verdict.seconds for verdict in verdicts))
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _kata(verdict: Verdict) -> dict[str, object]:
    tests = _tests(verdict)
    return {
        "id": verdict.kata.id,
        "state": verdict.state.value,
        "note": verdict.note,
        "passed": verdict.passed,
        "total": len(tests),
        "seconds": verdict.seconds,
        "file": _path(verdict.file, verdict),
        "remarks": verdict.remarks,
        "tests": [_test(test) for test in tests],
    }


def _test(test: Result) -> dict[str, object]:
    fields = asdict(test)
    del fields["frames"], fields["asserted"]
    return fields


def _tests(verdict: Verdict) -> list[Result]:
    """Return the results, and one for each test that was collected and has none."""
    known = {test.name for test in verdict.tests}
    why = f"{NOT_RUN}: {verdict.state.value}, {verdict.note}"
    unknown = [name for name in verdict.collected if name not in known]
    return [*verdict.tests, *(Result(name, NOT_RUN, "", 0.0, message=why) for name in unknown)]


def _suite(verdict: Verdict) -> Element:
    suite = Element("testsuite", name=_clean(verdict.kata.id))
    properties = SubElement(suite, "properties")
    told = [("state", verdict.state.value), ("file", _path(verdict.file, verdict))]
    for name, value in [*told, *(("remark", remark) for remark in verdict.remarks)]:
        SubElement(properties, "property", name=name, value=_clean(value))
    tests = _tests(verdict)
    for test in tests:
        _fill(_case(suite, verdict, test.name, test.seconds), verdict, test)
    if verdict.state in NOT_JUDGED or not tests:
        case = _case(suite, verdict, verdict.kata.id, 0.0)
        kind = "skipped" if verdict.state is State.NOT_CHECKED else "error"
        _outcome(case, kind, verdict.state.value, verdict.note)
    _count(suite, verdict.seconds)
    return suite


def _case(suite: Element, verdict: Verdict, name: str, seconds: float) -> Element:
    tests = verdict.kata.tests
    return SubElement(
        suite,
        "testcase",
        classname=f"katas.{verdict.kata.topic}.{tests.stem}",
        name=_clean(name),
        file=_clean(_path(tests, verdict)),
        time=f"{seconds:.3f}",
    )


def _fill(case: Element, verdict: Verdict, test: Result) -> None:
    if not test.passed:
        words = ": ".join(filter(None, [test.error * test.failed, test.message]))
        _outcome(case, _kind(test), test.error or test.outcome, words, _trace(verdict, test))
    if test.output:
        SubElement(case, "system-out").text = _clean(test.output)


def _kind(test: Result) -> str:
    if test.outcome == "skipped":
        return "skipped"
    return "failure" if test.failed and test.phase == "call" else "error"


def _outcome(case: Element, kind: str, name: str, words: str, trace: str = "") -> None:
    first_line = (words.splitlines() or [""])[0]
    element = SubElement(case, kind, type=_clean(name), message=_clean(first_line))
    element.text = _clean(words + trace)


def _trace(verdict: Verdict, test: Result) -> str:
    """Return a line for each frame in the tests or in the tree that was judged."""
    trees = (verdict.kata.tests.parent, verdict.side)
    lines = [
        f"\n{_path(Path(frame.file), verdict)}:{frame.line} in {frame.function}"
        for frame in test.frames
        if any(Path(frame.file).is_relative_to(tree) for tree in trees)
    ]
    return "\n" * bool(lines) + "".join(lines)


def _count(element: Element, seconds: float) -> None:
    """Set what readers sum up, counted from what is there."""
    element.set("tests", str(len(list(element.iter("testcase")))))
    for name, kind in COUNTED.items():
        element.set(name, str(len(list(element.iter(kind)))))
    element.set("time", f"{seconds:.3f}")


def _path(path: Path, verdict: Verdict) -> str:
    root = verdict.kata.root
    return str(path.relative_to(root) if path.is_relative_to(root) else path)


def _clean(text: str) -> str:
    """Return the text with an escape, as in Python, for each character that XML forbids."""
    return FORBIDDEN.sub(lambda found: ascii(found.group())[1:-1], text)
