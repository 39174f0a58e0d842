import importlib
import json
from pathlib import Path

import coverage
import pytest

from dojo.kit.nested import accepted, edited, rejected, run, suite
from katas.testing import (
    _branch_coverage_suite_in_classes,
    _branch_coverage_suite_in_fractions,
    _branch_coverage_suite_tariff,
    branch_coverage_suite,
)

SUBJECT = _branch_coverage_suite_tariff.__name__
MOST = 25

GIVEN = "given"
RIGHT = {
    GIVEN: ("the tariff as it is given", _branch_coverage_suite_tariff),
    "fractions": ("a tariff that counts in fractions", _branch_coverage_suite_in_fractions),
    "classes": ("a tariff that is built of objects", _branch_coverage_suite_in_classes),
}

BROKEN = {
    "cent": (
        "a tariff that charges a cent too much",
        "return (due - credit)",
        "return (due - credit + CENT)",
    ),
    "float": (
        "a tariff that answers with a float",
        "return (due - credit).quantize(CENT, ROUND_HALF_UP)",
        "return float((due - credit).quantize(CENT, ROUND_HALF_UP))",
    ),
    "unknown_plan": (
        "a tariff that raises KeyError for an unknown plan",
        'raise ValueError(f"no plan',
        'raise KeyError(f"no plan',
    ),
    "default_plan": (
        "a tariff whose default plan is bonus",
        'plan: str = "basic"',
        'plan: str = "bonus"',
    ),
    "negative_day": (
        "a tariff that accepts days below 0 kWh",
        "if min(days, default=0) < 0:",
        "if False:",
    ),
    "zero_day": (
        "a tariff that refuses days of 0 kWh",
        "if min(days, default=0) < 0:",
        "if min(days, default=1) <= 0:",
    ),
    "free_day": (
        "a tariff that gives away the day with the least kWh",
        "paid -= max(",
        "paid -= min(",
    ),
    "callers_list": (
        "a tariff that takes the free day out of its caller's list",
        "paid -= max(days, default=Decimal(0))",
        "paid -= days.pop(days.index(max(days))) if days else 0",
    ),
    "bulk_limit": (
        "a tariff that charges 500 kWh without a discount",
        "paid >= BULK",
        "paid > BULK",
    ),
    "bulk_order": (
        "a tariff that counts the free day towards the 500 kWh",
        "paid >= BULK",
        "sum(days) >= BULK",
    ),
    "bulk_and_credit": (
        "a tariff that grants the discount beside a credit",
        "if paid >= BULK and not credit:",
        "if paid >= BULK:",
    ),
    "large_credit": (
        "a tariff that pays out what the credit leaves over",
        'return Decimal("0.00")',
        "return due - credit",
    ),
    "half_even": (
        "a tariff that rounds half to even",
        ".quantize(CENT, ROUND_HALF_UP)",
        ".quantize(CENT)",
    ),
    "early_rounding": (
        "a tariff that rounds the price of each day",
        "due = paid * RATES[plan]",
        "costs = [(day * RATES[plan]).quantize(CENT, ROUND_HALF_UP) for day in days]\n"
        '    due = sum(costs) - (max(costs, default=0) if plan == "bonus" else 0)',
    ),
}

RUNS = {}


class Branches:
    """A plugin that measures which branches of the subject a session takes."""

    def __init__(self, folder):
        self.report = folder / "coverage.json"
        self.coverage = coverage.Coverage(
            branch=True, data_file=None, config_file=False, include=[f"*/{SUBJECT}.py"]
        )

    def pytest_sessionstart(self):
        self.coverage.start()

    def missing(self):
        """Return the branches that were not taken, each as two lines of the subject."""
        file = Path(importlib.import_module(SUBJECT).__file__)
        self.coverage.stop()
        self.coverage.json_report(outfile=str(self.report))
        [measured] = json.loads(self.report.read_text())["files"].values()
        lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
        return [
            f"`{lines[here - 1]}` never goes on to `{lines[there - 1]}`"
            for here, there in measured["missing_branches"]
        ]


def on_right(name, folder):
    """Return what your tests come to on a right tariff; one run serves all that ask."""
    if name not in RUNS:
        [text] = suite(RIGHT[name][1]).values()
        branches = Branches(folder)
        measured = {"plugins": [branches], "tell": branches.missing} if name == GIVEN else {}
        RUNS[name] = run(folder, suite(branch_coverage_suite), {SUBJECT: text}, **measured)
    return RUNS[name]


def on_given(folder):
    """Return what your tests come to on the tariff as it is given, where they must all pass."""
    ended = on_right(GIVEN, folder)
    accepted(ended, RIGHT[GIVEN][0])
    return ended


def on_broken(name, folder):
    """Return what your tests come to on a tariff with a fault; one run serves all that ask."""
    if name not in RUNS:
        [text] = suite(_branch_coverage_suite_tariff).values()
        broken = edited(text, *BROKEN[name][1:])
        RUNS[name] = run(folder, suite(branch_coverage_suite), {SUBJECT: broken})
    return RUNS[name]


@pytest.mark.parametrize("name", RIGHT)
def test_your_tests_pass_on_every_tariff_that_keeps_the_rules(name, tmp_path):
    what = RIGHT[name][0]
    ended = on_right(name, tmp_path)
    assert not ended.uncollected, (
        f"your tests cannot be collected on {what}; of a tariff they may know `price` and nothing "
        f"else: {ended.uncollected}"
    )
    accepted(ended, what)


def test_your_tests_take_every_branch(tmp_path):
    missing = on_given(tmp_path).told
    assert not missing, "\n".join(["your tests leave out some branches of `price`:", *missing])


@pytest.mark.parametrize("name", BROKEN)
def test_your_tests_fail_on_every_tariff_that_breaks_a_rule(name, tmp_path):
    what = BROKEN[name][0]
    if on_right(GIVEN, tmp_path).told == []:
        what += ", and yet they take every branch"
    rejected(on_broken(name, tmp_path), what)


def test_there_are_not_too_many_tests(tmp_path):
    count = len(on_given(tmp_path).outcomes)
    assert count <= MOST, (
        f"you have {count} tests, cases of parametrised ones counted; {MOST} are to be enough"
    )


def test_each_of_your_tests_finds_some_fault(tmp_path):
    tests = [test.name for test in on_given(tmp_path).outcomes]
    useful = {test.name for name in BROKEN for test in on_broken(name, tmp_path).killers}
    idle = [test for test in tests if test not in useful]
    assert not idle, (
        "some tests pass on every tariff that breaks a rule, and so nothing shows that they "
        f"check anything: {', '.join(idle)}"
    )
