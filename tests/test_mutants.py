"""`dojo mutants`: killed, equivalent with a reason, surviving."""

import pytest


@pytest.fixture
def listed(toy):
    """Return a function that writes the list of equivalent mutants of `add`."""
    file = toy.root / "tests/equivalents/numbers/add.toml"
    file.parent.mkdir(parents=True)
    return file.write_text


WIDER = "add: `isinstance(a, int) and isinstance(b, int)` with or for and"
NO_A = "add: `isinstance(a, int)` dropped from and"
NO_B = "add: `isinstance(b, int)` dropped from and"


def test_mutants_that_pass_are_named_with_their_line(dojo, toy):
    run = dojo(toy.root, "mutants", "add")
    assert run.returncode == 1
    assert run.stdout == (
        "numbers/add: 12 mutants, 9 killed, 0 equivalent, 3 surviving\n"
        f"  survives    line 15, {WIDER}\n"
        f"  survives    line 15, {NO_A}\n"
        f"  survives    line 15, {NO_B}\n"
    )


def test_listed_mutants_are_shown_with_their_reason(dojo, toy, listed):
    listed(f"'{WIDER}' = 'r1'\n'{NO_A}' = 'r2'\n'{NO_B}' = 'r3'\n")
    run = dojo(toy.root, "mutants", "add")
    assert run.returncode == 0
    assert "12 mutants, 9 killed, 3 equivalent, 0 surviving" in run.stdout
    assert f"  equivalent  {NO_A}: r2\n" in run.stdout


def test_an_entry_that_nothing_needs_is_named(dojo, toy, listed):
    listed("'add: something else' = 'no reason'\n")
    run = dojo(toy.root, "mutants", "add")
    assert run.returncode == 1
    assert "  not needed  add: something else: killed, or no longer made\n" in run.stdout


def test_a_solution_that_fails_has_no_score(dojo, toy):
    toy.kata("add").solution.write_text("def add(a, b):\n    return 0\n")
    run = dojo(toy.root, "mutants", "add")
    assert run.returncode == 1
    assert run.stdout.startswith("numbers/add: the solution itself is not accepted: ")
    assert len(run.stdout.splitlines()) == 1
