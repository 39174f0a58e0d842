"""The learner's tests are run on right and on broken checkouts, and on services that changed."""

import functools
import tempfile
from pathlib import Path

import pytest

from dojo.kit.nested import Outcome, Run, accepted, rejected, run, suite
from katas.testing import autospec_drift
from katas.testing._autospec_drift_others import BROKEN, DRIFTED, RIGHT, Subject

LEAST = 6


@functools.cache
def on(subject: Subject) -> Run:
    """Run the learner's tests on a checkout and its services; the same ones are run once."""
    modules = {"checkout": subject.checkout, "services": subject.services}
    texts = {f"katas.testing._autospec_drift_{name}": text for name, text in modules.items()}
    with tempfile.TemporaryDirectory() as folder:
        return run(Path(folder), suite(autospec_drift), texts)


def failed(ran: Run) -> set[str]:
    """Name the tests that fail, be it in a fixture: a double may not get as far as the test."""
    return {function(outcome) for outcome in ran.outcomes if outcome.result == "failed"}


def function(outcome: Outcome) -> str:
    """Name a test without its parameters."""
    return outcome.name.partition("[")[0]


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_passes(name: str) -> None:
    accepted(on(RIGHT[name]), RIGHT[name].what, least=LEAST)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_checkout_fails(name: str) -> None:
    rejected(on(BROKEN[name]), BROKEN[name].what)


@pytest.mark.parametrize("name", DRIFTED)
def test_services_that_drifted_away_fail(name: str) -> None:
    ran = on(DRIFTED[name])
    if not failed(ran):
        rejected(ran, DRIFTED[name].what)


def test_each_test_can_fail() -> None:
    subjects = [*BROKEN.values(), *DRIFTED.values()]
    useful = set().union(*(failed(on(subject)) for subject in subjects))
    idle = sorted({function(one) for one in on(RIGHT["given"]).outcomes} - useful)
    assert not idle, (
        f"whatever was broken, in {len(subjects)} ways, {' and '.join(idle)} passed: what could "
        f"make it fail?"
    )
