"""Each test is run on the code of every step: red before its own, green from then on."""

import functools
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from dojo.kit.nested import Outcome, Run, accepted, run, suite
from katas.testing import tdd_replay
from katas.testing._tdd_replay_steps import REFACTORINGS, STEPS, cheat

ROMAN = "katas.testing._tdd_replay_roman"
NUMBERS = range(1, len(STEPS))


class Backwards:
    """A plugin that turns the order of the tests round."""

    @staticmethod
    def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
        items.reverse()


@dataclass(frozen=True)
class Only:
    """A plugin that leaves just the test of one step."""

    step: int

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if re.match(rf"test_0*{self.step}_", item.name)]


@functools.cache
def on(code: str, *plugins: object) -> Run:
    """Run the tests on a text of the module; the same text is run once."""
    with tempfile.TemporaryDirectory() as folder:
        return run(Path(folder), suite(tdd_replay), {ROMAN: code}, plugins=plugins)


def by_step(ran: Run) -> dict[int, list[Outcome]]:
    """Map each step to the outcomes of its test, one for each of its parameters."""
    assert not ran.uncollected, f"your tests cannot be collected: {ran.uncollected}"
    assert not ran.ending, f"your tests do not come to an end: {ran.ending}"
    found: dict[int, list[Outcome]] = {}
    for outcome in ran.outcomes:
        number = re.match(r"test_0*(\d+)_", function(outcome))
        assert number, f"{outcome.name} does not say which step it drives: test_1_..., test_2_..."
        step = int(number[1])
        assert step in NUMBERS, f"{outcome.name} is for step {step}, and there are {len(NUMBERS)}"
        cases = found.setdefault(step, [])
        assert not cases or function(cases[0]) == function(outcome), (
            f"step {step} has two tests, {function(cases[0])} and {function(outcome)}: one small "
            f"step, one test"
        )
        cases.append(outcome)
    return found


def function(outcome: Outcome) -> str:
    return outcome.name.rpartition("::")[2].partition("[")[0]


def of_step(step: int, ran: Run) -> list[Outcome]:
    found = by_step(ran)
    assert step in found, f"there is no test_{step}_..., so nothing drove step {step}"
    return found[step]


def green(outcomes: list[Outcome], on_what: str) -> None:
    for outcome in outcomes:
        assert outcome.result == "passed", (
            f"{outcome.name} {outcome.result} on {on_what}: {said(outcome)}"
        )


def said(outcome: Outcome) -> str:
    return f"{outcome.error}: {outcome.message}".splitlines()[0]


@pytest.mark.parametrize("step", NUMBERS)
def test_each_step_has_one_test(step: int) -> None:
    of_step(step, on(STEPS[-1]))


@pytest.mark.parametrize("step", NUMBERS)
def test_before_its_step_it_is_red(step: int) -> None:
    outcomes = of_step(step, on(STEPS[step - 1]))
    name = function(outcomes[0])
    red = [outcome for outcome in outcomes if outcome.result == "failed"]
    assert red, (
        f"{name} {outcomes[0].result} on the code before step {step}: it asks for nothing new, so "
        f"it drives nothing"
    )
    for outcome in red:
        assert outcome.killed, (
            f"before step {step}, {name} fails in its {outcome.phase}: red must come from the "
            f"test itself"
        )
        assert outcome.asserted, (
            f"before step {step}, {name} is red for the wrong reason, {said(outcome)}; an "
            f"assertion should have failed"
        )


@pytest.mark.parametrize("step", NUMBERS)
def test_from_its_step_on_it_is_green(step: int) -> None:
    for later in range(step, len(STEPS)):
        what = f"the code after step {later}, which is right so far"
        green(of_step(step, on(STEPS[later])), what)


@pytest.mark.parametrize("step", NUMBERS)
def test_one_special_case_does_not_satisfy_it(step: int) -> None:
    of_step(step, on(STEPS[-1]))
    outcomes = of_step(step, on(cheat(step), Only(step)))
    assert any(outcome.killed for outcome in outcomes), (
        f"{function(outcomes[0])} {outcomes[0].result} on the code before step {step} with a "
        f"special case for one number: a second example would force the code to be general"
    )


@pytest.mark.parametrize("step", REFACTORINGS)
def test_a_refactoring_is_not_noticed(step: int) -> None:
    what = f"a refactoring of step {step}, which gives the same numerals by other means"
    for number in range(1, step + 1):
        green(of_step(number, on(REFACTORINGS[step])), what)


def test_the_order_does_not_matter() -> None:
    accepted(on(STEPS[-1], Backwards), "the last step, in reverse order", least=len(NUMBERS))
