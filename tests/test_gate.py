"""The gate, on faults made on purpose; then every kata on disk."""

import functools
import os
import subprocess
import sys
from unittest import mock

import pytest

from dojo import gate, nulls
from dojo.course import Course
from tests.conftest import ROOT

IMPOSTORS = "tests/impostors/numbers/add"


UNMEASURED = {name: value for name, value in os.environ.items() if "COVERAGE" not in name}


@pytest.fixture(scope="module")
def judges():
    with mock.patch.dict(os.environ, UNMEASURED, clear=True), gate.judges(ROOT) as judges:
        yield judges


@pytest.fixture
def faults(toy, judges, monkeypatch):
    """Return a function that tells the faults of `add`, by witness, judging only some kinds."""
    witnesses = gate.witnesses

    def judged(*kinds):
        def some(kata):
            return [witness for witness in witnesses(kata) if witness.kind in kinds]

        monkeypatch.setattr(gate, "witnesses", some)
        findings = gate.run(toy, toy.select(["add"]), judges)
        return {finding.witness: finding.fault for finding in findings if finding.fault}

    return judged


def add_test(toy, source):
    with toy.kata("add").tests.open("a") as file:
        file.write(f"\n\n{source}")


def test_a_good_kata_has_no_faults(faults):
    assert faults("stub", "null", "solution", "alternative", "impostor") == {}


def test_a_vacuous_test_is_named(toy, faults):
    add_test(toy, "def test_nothing_much():\n    assert 1 + 1 == 2, 'arithmetic'\n")
    expected = "test_nothing_much does not fail on the untouched stub: it proves nothing"
    assert faults("stub") == {"stub": expected}


def test_a_deeper_test_may_be_left_out(toy, faults):
    add_test(
        toy,
        "import pytest\nfrom dojo.kit.deeper import Absent, deeper\n\n\n"
        "def find():\n    raise Absent('no abacus')\n\n\n"
        "@pytest.fixture\ndef abacus(request):\n    return deeper(request, find)\n\n\n"
        "def test_on_an_abacus(abacus):\n    assert add(1, 1) == abacus, 'another sum'\n",
    )
    assert faults("stub", "solution", "alternative") == {}


def test_a_test_that_not_implemented_satisfies_is_named(toy, faults):
    add_test(
        toy,
        "def test_refusal():\n    with pytest.raises((TypeError, RuntimeError)):\n"
        "        add([], 1)\n",
    )
    assert faults("stub")["stub"].startswith("test_refusal does not fail on the untouched stub")


def test_a_test_that_fails_before_its_call_is_named(toy, faults):
    add_test(
        toy,
        "@pytest.fixture\ndef four():\n    return add(2, 2)\n\n\n"
        "def test_four(four):\n    assert four == 4, f'add(2, 2) gave {four}'\n",
    )
    assert faults("stub")["stub"] == "test_four fails in its setup, before it could judge"


def test_a_test_that_hides_the_blank_is_named(toy, faults):
    add_test(
        toy,
        "def test_zero():\n    try:\n        got = add(0, 0)\n    except Exception as e:\n"
        "        got = e\n    assert got == 0, f'add(0, 0) gave {got!r}'\n",
    )
    expected = "test_zero fails on the stub with AssertionError, not NotImplementedError"
    assert faults("stub")["stub"] == expected


def test_a_test_that_rejects_an_alternative_is_named(toy, faults):
    add_test(
        toy,
        "def test_the_words():\n    try:\n        add('a', 1)\n    except TypeError as error:\n"
        "        assert 'whole numbers' in str(error), f'the error says {error}'\n",
    )
    found = faults("alternative")["alternative from_sum"]
    assert found.startswith("rejected by test_the_words: AssertionError: the error says"), found


def test_an_impostor_that_passes_is_named(toy, faults):
    witness = toy.root / IMPOSTORS / "is_right.py"
    witness.write_text("# expect: x\nfrom solutions.numbers.add import add\n")
    assert faults("impostor") == {"impostor is_right": "accepted: every test passes on it"}


def test_an_impostor_rejected_by_a_crash_is_named(toy, faults):
    witness = toy.root / IMPOSTORS / "crashes.py"
    witness.write_text("# expect: division\ndef add(a, b):\n    return 1 // 0\n")
    expected = (
        "rejected by a crash, not an assertion: test_small_numbers_are_added: ZeroDivisionError"
    )
    assert faults("impostor") == {"impostor crashes": expected}


def test_an_impostor_that_asserts_by_itself_is_a_crash(toy, faults):
    witness = toy.root / IMPOSTORS / "asserts.py"
    witness.write_text("# expect: mine\ndef add(a, b):\n    assert a == b == 0, 'mine'\n")
    assert faults("impostor")["impostor asserts"].startswith(
        "rejected by a crash, not an assertion"
    )


def test_an_impostor_that_never_ends_is_named(toy, faults, monkeypatch):
    witness = toy.root / IMPOSTORS / "exits.py"
    witness.write_text("# expect: x\nimport os\ndef add(a, b):\n    os._exit(0)\n")
    found = faults("impostor")["impostor exits"]
    assert found.startswith("rejected without a failing test: crashed, ended the process"), found


def test_an_impostor_rejected_in_the_wrong_words_is_named(toy, faults):
    witness = toy.root / IMPOSTORS / "subtracts.py"
    witness.write_text("# expect: order\ndef add(a, b):\n    return a - b\n")
    found = faults("impostor")["impostor subtracts"]
    assert found.startswith("rejected in the wrong words: no /order/ in: AssertionError: add(2, 2)")


def test_an_impostor_without_words_is_named(toy, faults):
    (toy.root / IMPOSTORS / "silent.py").write_text("def add(a, b):\n    return 0\n")
    assert faults("impostor") == {"impostor silent": "its first line is not `# expect: <regex>`"}


@pytest.mark.parametrize(
    "place", ["numbers/addd/subtracts.py", "numbers/subtracts.py", "numbers/add/notes.txt"]
)
def test_a_misplaced_impostor_is_named(toy, faults, place):
    path = toy.root / "tests/impostors" / place
    path.parent.mkdir(exist_ok=True)
    path.write_text("# expect: x\n")
    assert faults() == {f"impostors/{place}": "misplaced: there is no such kata to judge it by"}


def test_a_witness_that_judges_another_file_is_named(toy, faults):
    witness = toy.root / IMPOSTORS / "elsewhere.py"
    witness.write_text("# expect: x\n__file__ = '/elsewhere'\ndef add(a, b):\n    return 0\n")
    expected = "judged /elsewhere, which is not the file that was meant"
    assert faults("impostor") == {"impostor elsewhere": expected}


def test_too_few_impostors_are_counted(toy, faults):
    (toy.root / IMPOSTORS / "subtracts.py").unlink()
    assert faults() == {"impostors": "3 impostors; at least 4 are wanted"}


def test_a_null_program_that_passes_is_named(toy, faults):
    toy.kata("add").tests.write_text(
        "from katas.numbers.add import add\n\n\n"
        "def test_nothing():\n    assert not add(0, 0), 'add(0, 0) is 0'\n"
    )
    found = {witness for witness in faults("null") if witness.startswith("null")}
    assert found == {"null None", "null 0", "null []", "null its default"}


def test_a_missing_solution_is_named(toy, faults):
    toy.kata("add").solution.unlink()
    assert faults()["files"] == "there is no solutions/numbers/add.py"


def test_a_solution_that_depends_on_the_hash_seed_is_named(toy, faults):
    solution = toy.kata("add").solution
    solution.write_text(
        solution.read_text().replace("return a + b", "return a + b + (hash('pear') % 2)")
    )
    assert faults("solution")["solution"].startswith("rejected by test_order_does_not_matter")


def test_null_programs_fill_every_blank():
    stub = (
        "class A:\n    def __init__(self): raise NotImplementedError\n"
        "    async def f(self, x, *, y=2):\n        'Say.'\n        raise NotImplementedError\n"
        "def given():\n    return 3\n"
    )
    filled = dict(nulls.programs(stub))
    assert set(filled) == {"None", "0", "[]", "its default"}
    assert "def __init__(self):\n        return None" in filled["0"], "an __init__ returns None"
    assert "return y" in filled["its default"]
    assert all("return 3" in source for source in filled.values()), "given code stays"


KATAS = Course(ROOT).katas


@functools.cache
def house_faults():
    """Run the gate once over every kata, unmeasured: coverage would slow the instruments."""
    run = subprocess.run(
        [sys.executable, "-c", "import sys; from dojo.cli import main; sys.exit(main(['gate']))"],
        cwd=ROOT,
        env=UNMEASURED,
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout + run.stderr


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kata", KATAS, ids=lambda kata: kata.id)
def test_every_kata_passes_the_gate(kata):
    lines = house_faults().splitlines()
    faults = [line for line in lines if line.startswith(f"{kata.id}: ")]
    assert not faults, "\n".join(faults)


@pytest.mark.timeout(3600)
def test_the_gate_ran_to_its_end():
    assert house_faults().endswith("no faults\n"), house_faults()
