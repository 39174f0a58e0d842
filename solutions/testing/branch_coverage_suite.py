"""Branch coverage suite, solved rule by rule: for each, what would a wrong tariff do here?

Seven tests that compare exact amounts are enough to take every branch, and seven of the
fourteen faults can live on under them. What remains stands in no branch of its own: values on
the edge (500, 0, half a cent), the half of a condition that never decided (`and not credit`),
an order of two steps, an argument that is changed. So write each test for a fault. A day of
0.05 kWh costs 1.5 cents, and both ways of rounding make 2 of it; 0.15 kWh cost 4.5 cents,
which half to even turns into 4. Two days of 0.05 tell whether one rounds each day.

Expected values are worked out by hand and written down. A test that computes them by the
formula of the code agrees with the code, right or wrong. `Decimal("5.05")` is compared with
`==`; the float 5.05 is another number, and `approx` would forgive the cent that is at stake.

The instrument: `coverage.Coverage(branch=True)` notes each jump from line to line. To it,
`x if c else y`, `a and b`, `max` and a default are a single line. In a project: `pytest --cov=pkg
--cov-branch --cov-report=term-missing`, and in the configuration `branch = true`,
`fail_under`, `patch = ["subprocess"]` for children. What threads, greenlets or processes run is
measured only if coverage is told of them. It costs time, a call for each line that runs;
with `sys.monitoring` lines became cheap in Python 3.12, and branches in 3.14.

Interview: "What does coverage measure, and what does it not?" Which code ran under the
tests. It does not know whether anybody looked at the results.
- Line: each statement ran. An `if` without an `else` is covered by one test, in which
  the condition holds; that nobody tried the other side does not show.
- Branch: each decision went both ways, and so the lines on either side ran. Measure this one.
- Condition, MC/DC (avionics): each part of `a and b` decided once by itself. Path: each way
  through the function; n decisions in a row have 2 ** n paths, loops have no end of them, so
  path coverage is a notion and not a target.
- None of them sees code that is missing: the rule forgotten, the input nobody thought of.

"Is 100 % enough?" No: executed is not asserted. Delete all assertions, and the number
stays. Mutation testing asks the other question: change the code (`>=` to `>`, `and` to
`or`, a line deleted), and does a test fail? This kata is such a run by hand; mutmut and
cosmic-ray make the mutants. It costs a run of the tests for each, so do it on the core, or on the
lines of a diff; and some mutants change nothing that anybody can see, so 100 % is no aim there
either. Properties (hypothesis) and contracts find inputs which no list of branches suggests.

"Which number do you demand?" A low number tells you something, a high one next to nothing.
As a target it is met as cheaply as possible, by calls without assertions and tests of
getters: Goodhart's law. I would use a ratchet: the total must not sink, changed lines of a pull
request are covered (diff-cover, Codecov's patch status), and the report is read by the reviewer
as a list of questions. Exclusions (`pragma: no cover`, `if TYPE_CHECKING`) are few, with
a reason each. What is hard to cover is mostly hard to test: a word about the design. And lines
that an end-to-end test happens to cross are covered, too, though nothing checks them; measure
unit tests for themselves, or use contexts (`--cov-context=test`) to see who ran what.

Hints
-----
1. Six rules: write a line under each that says which inputs lie just on this side of it,
   which on the other. Where are two rules in each other's way?
2. `if paid >= BULK and not credit`: two sides for coverage. How many combinations are there, and
   which of them tell `and not credit` from nothing at all?
3. Which amount of kWh ends in half a cent on "basic"? Where do half up and half to even differ:
   at 1.5 cents, at 4.5 cents? Which months tell one rounding from several?
4. Rules 2 and 3: a month on "bonus" that has 500 kWh only with its free day. Rules 2 and the
   last sentence: keep the list in a variable, and look at it afterwards.
5. One table: id, days, keywords, expected; then a test for both errors, with
   `pytest.raises(ValueError)` and only the call inside; one for the list.
"""

from decimal import Decimal
from typing import Any

import pytest

from katas.testing._branch_coverage_suite_tariff import price


def _kwh(*days: str) -> list[Decimal]:
    return [Decimal(day) for day in days]


def _euros(amount: str) -> dict[str, Any]:
    return {"credit": Decimal(amount)}


@pytest.mark.parametrize(
    ("days", "named", "expected"),
    [
        pytest.param(_kwh("12", "8.5"), {"plan": "basic"}, "11.15", id="basic"),
        pytest.param(_kwh("12", "8.5"), {}, "11.15", id="basic by default"),
        pytest.param(_kwh("12", "30", "8"), {"plan": "bonus"}, "12.00", id="the best day is free"),
        pytest.param([], {"plan": "bonus"}, "5.00", id="no days"),
        pytest.param(_kwh("0", "10"), {}, "8.00", id="a day of 0 kWh"),
        pytest.param(_kwh("499.9"), {}, "154.97", id="just below the discount"),
        pytest.param(_kwh("300", "200"), {}, "140.00", id="discount from 500 on"),
        pytest.param(_kwh("300", "250"), {"plan": "bonus"}, "92.50", id="free days do not count"),
        pytest.param(_kwh("600"), _euros("1"), "184.00", id="no discount beside a credit"),
        pytest.param(_kwh("10"), _euros("2.50"), "5.50", id="credit"),
        pytest.param(_kwh("10"), _euros("9"), "0.00", id="nothing is paid out"),
        pytest.param(_kwh("0.15"), {}, "5.05", id="half a cent is rounded up"),
        pytest.param(_kwh("0.05", "0.05"), {}, "5.03", id="rounded only once"),
    ],
)
def test_a_month_costs(days: list[Decimal], named: dict[str, Any], expected: str) -> None:
    assert price(days, **named) == Decimal(expected)


def test_an_unknown_plan_is_refused() -> None:
    with pytest.raises(ValueError):
        price(_kwh("1"), plan="gold")


def test_a_day_below_0_is_refused() -> None:
    with pytest.raises(ValueError):
        price(_kwh("5", "-0.01"))


def test_the_list_of_days_is_left_alone() -> None:
    days = _kwh("12", "30", "8")
    price(days, plan="bonus")
    assert days == _kwh("12", "30", "8")
