"""Somebody's tests are run with the learner's fixtures, and the log is looked at."""

import tempfile
from pathlib import Path

import pytest

from dojo.kit.nested import Run, run, suite
from katas.testing import fixture_lifecycle
from katas.testing._fixture_lifecycle_services import log

HEAD = """\
import os
import pytest
from katas.testing._fixture_lifecycle_services import log, store
"""
ONE = """
def test_one(transaction):
    assert transaction.names() == [], "rows of another test are still there"
    transaction.insert("one")
    log.append("test one")
"""
TWO = ONE.replace("one", "two")
FAILING = """
def test_failing(transaction):
    transaction.insert("failing")
    log.append("test failing")
    raise KeyError("on purpose")
"""


class Backwards:
    """A plugin that turns the order of the tests round."""

    @staticmethod
    def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
        items.reverse()


def with_fixtures(*texts: str, plugins: tuple[object, ...] = ()) -> Run:
    """Run each text as a module of tests; `told` is the log, then what is left outside."""
    (conftest,) = suite(fixture_lifecycle).values()
    files = {"conftest.py": conftest}
    files |= {f"test_{number}.py": HEAD + text for number, text in enumerate(texts, 1)}
    with tempfile.TemporaryDirectory() as folder:
        ran = run(Path(folder), files, plugins=plugins, tell=lambda: list(log))
    assert not ran.uncollected, f"with your fixtures tests cannot be collected: {ran.uncollected}"
    assert not ran.ending, f"with your fixtures the tests do not come to an end: {ran.ending}"
    for outcome in ran.outcomes:
        if outcome.error == "NotImplementedError":
            raise NotImplementedError(f"{outcome.name} asks for a fixture that is still blank")
    return ran


def passing(*texts: str, plugins: tuple[object, ...] = ()) -> list[str]:
    """Return the log of tests which all pass if the fixtures are right."""
    ran = with_fixtures(*texts, plugins=plugins)
    for outcome in ran.outcomes:
        where = "" if outcome.phase == "call" else f" in its {outcome.phase}"
        assert outcome.result == "passed", (
            f"with your fixtures {outcome.name} {outcome.result}{where}: {outcome.error}: "
            f"{outcome.message.splitlines()[0]}\nThe log: {told(ran.told)}"
        )
    told_log: list[str] = ran.told
    return told_log


def told(entries: list[str]) -> str:
    return ", ".join(entries) or "(empty)"


def count(entries: list[str], entry: str, expected: int, when: str) -> None:
    found = entries.count(entry)
    assert found == expected, f"{when}: {entry} {found} times, not {expected}. {told(entries)}"


def ordered(entries: list[str], *expected: str) -> None:
    found = [entry for entry in entries if entry in expected]
    assert found == list(expected), f"expected {told(list(expected))}; the log: {told(entries)}"


def test_the_connection_is_one_for_all_tests_of_all_modules() -> None:
    text = "def test_a(database): pass\ndef test_b(database): pass\n"
    count(passing(text, text), "connect", 1, "four tests in two modules asked for database")


def test_the_connection_is_closed_after_the_last_test() -> None:
    entries = passing("def test_a(database): log.append('a')\n", "def test_b(): log.append('b')\n")
    ordered(entries, "connect", "a", "b", "close")


def test_nothing_connects_before_a_test_that_needs_it() -> None:
    entries = passing("def test_a(): log.append('a')\ndef test_b(database): log.append('b')\n")
    ordered(entries, "a", "connect", "b")


def test_the_connection_comes_without_tables() -> None:
    entries = passing("def test_a(database): log.append('a')\n")
    count(entries, "create_tables", 0, "a test asked for database alone")


def test_tables_are_created_once_for_a_module_and_dropped_after_it() -> None:
    text = "def test_a(schema): log.append('a')\ndef test_b(schema): log.append('b')\n"
    once = ["create_tables", "a", "b", "drop_tables"]
    entries = passing(text, text)
    found = [entry for entry in entries if entry in once]
    assert found == once * 2, f"two modules with two tests each: {told(entries)}"


def test_tables_come_and_go_within_the_connection() -> None:
    entries = passing("def test_a(schema): assert schema.names() == []\n")
    ordered(entries, "connect", "create_tables", "drop_tables", "close")


def test_a_module_that_needs_no_tables_has_none() -> None:
    entries = passing("def test_a(schema): pass\n", "def test_b(database): log.append('b')\n")
    ordered(entries, "create_tables", "drop_tables", "b")


def test_a_transaction_brings_all_that_it_stands_on() -> None:
    expected = ["connect", "create_tables", "begin", "insert", "test one"]
    entries = passing(ONE)
    assert entries == [*expected, "rollback", "drop_tables", "close"], (
        f"a test that asks for transaction alone came to: {told(entries)}"
    )


def test_each_test_has_a_transaction_of_its_own_that_is_rolled_back() -> None:
    entries = passing(ONE + TWO)
    turns = ("begin", "test one", "rollback", "begin", "test two", "rollback")
    found = [entry for entry in entries if entry in turns]
    assert found == list(turns), f"two tests with a transaction each: {told(entries)}"


def test_the_transaction_is_the_very_connection() -> None:
    text = "def test_a(transaction, database, schema): assert transaction is database is schema\n"
    count(passing(text), "connect", 1, "a test asked for all three")


def test_a_test_that_fails_leaves_nothing_to_the_next() -> None:
    ran = with_fixtures(FAILING + ONE)
    results = [outcome.result for outcome in ran.outcomes]
    assert results == ["failed", "passed"], (
        f"test_failing fails on purpose, test_one should pass: {results}. {told(ran.told)}"
    )
    assert ran.told[-3:] == ["rollback", "drop_tables", "close"], (
        f"after a failure everything should be put away as well: {told(ran.told)}"
    )


def test_all_is_put_away_when_the_last_test_fails() -> None:
    ran = with_fixtures(FAILING)
    assert ran.told[-3:] == ["rollback", "drop_tables", "close"], (
        f"the only test fails, so rollback, drop_tables, close should end it: {told(ran.told)}"
    )


def test_a_fixture_that_fails_later_does_not_keep_the_transaction_open() -> None:
    broken = "@pytest.fixture\ndef broken(transaction): raise KeyError('on purpose')\n"
    ran = with_fixtures(broken + "def test_a(broken): pass\n" + ONE)
    results = [outcome.result for outcome in ran.outcomes]
    assert results == ["failed", "passed"], (
        f"a fixture that asks for transaction fails on purpose, then test_one should pass: "
        f"{results}. {told(ran.told)}"
    )
    count(ran.told, "rollback", 2, "two tests had a transaction, one failed in its setup")


def test_the_order_of_tests_does_not_matter() -> None:
    entries = passing(ONE + TWO, TWO + ONE, plugins=(Backwards,))
    count(entries, "connect", 1, "four tests in reverse order")
    count(entries, "create_tables", 2, "two modules in reverse order")


def test_the_factory_makes_folders_and_returns_their_paths() -> None:
    text = "def test_a(make_folder): assert (make_folder('a'), make_folder('b')) == ('a', 'b')\n"
    ordered(passing(text), "make a", "make b")


def test_what_the_factory_made_is_removed_the_last_first() -> None:
    text = "def test_a(make_folder):\n for path in ('a', 'a/b', 'a/b/c', 'd'): make_folder(path)\n"
    removed = ("remove d", "remove a/b/c", "remove a/b", "remove a")
    ordered(passing(text), *removed)


def test_the_next_test_finds_no_folders() -> None:
    entries = passing("def test_a(make_folder): make_folder('a')\n" * 1
                      + "def test_b(make_folder): make_folder('a')\n")  # fmt: skip
    found = [entry for entry in entries if entry.endswith(" a")]
    assert found == ["make a", "remove a"] * 2, f"two tests made the same folder: {told(entries)}"


def test_folders_go_after_a_test_that_fails_too() -> None:
    ran = with_fixtures("def test_a(make_folder):\n make_folder('a')\n raise KeyError\n")
    count(ran.told, "remove a", 1, "a test made a folder and failed")


def test_what_could_not_be_made_is_not_removed() -> None:
    text = """
def test_a(make_folder):
    make_folder('a')
    with pytest.raises(OSError):
        make_folder('a')
    with pytest.raises(OSError):
        make_folder('x/y')
"""
    ordered(passing(text), "make a", "remove a")


def test_a_test_with_a_dialect_runs_once_with_each() -> None:
    entries = passing("def test_a(dialect): log.append(dialect)\ndef test_b(): log.append('b')\n")
    found = [entry for entry in entries if entry != "b"]
    assert sorted(found) == ["postgresql", "sqlite"], (
        f"a test that asks for dialect ran with: {told(found)}"
    )
    count(entries, "b", 1, "a test that does not ask for dialect")


SETTINGS = """
BEFORE = {"APP_MODE": "production", "APP_TOKEN": "secret"}
GONE = ("APP_OTHER",)

def state():
    names = (*BEFORE, *GONE)
    return os.getcwd(), {name: os.environ.get(name) for name in names}

os.environ.update(BEFORE)
FIRST = state()

def test_with(settings):
    log.append("with")
    assert os.environ.get("APP_MODE") == "test", "APP_MODE is " + str(os.environ.get("APP_MODE"))
    assert "APP_TOKEN" not in os.environ, "APP_TOKEN is still there"
    assert os.listdir() == [], "the working folder is not empty"
    assert os.getcwd() != FIRST[0], "the working folder is the old one"
    open("a.txt", "w").close()

def test_without():
    log.append("without")
    assert state() == FIRST, f"it was {FIRST} before, and is {state()}"
"""


def test_settings_hold_for_their_test() -> None:
    count(passing(SETTINGS), "with", 1, "a test asked for settings")


def test_a_folder_is_empty_for_each_test_with_settings() -> None:
    count(passing(SETTINGS, SETTINGS), "with", 2, "two tests asked for settings")


def test_settings_are_as_before_when_they_were_not_set() -> None:
    text = SETTINGS.replace("os.environ.update(BEFORE)", "for n in BEFORE: os.environ.pop(n, None)")
    count(passing(text), "without", 1, "a test without settings came after one with them")


@pytest.mark.parametrize("name", ["APP_MODE", "APP_TOKEN"])
def test_what_a_test_itself_sets_is_gone_as_well(name: str) -> None:
    text = SETTINGS.replace("os.environ.update(BEFORE)", "for n in BEFORE: os.environ.pop(n, None)")
    own = f'    os.environ["{name}"] = "own"\n    open('
    count(passing(text.replace("    open(", own)), "without", 1, f"the test before set {name}")


def test_a_test_that_asks_for_nothing_has_nothing_done_for_it() -> None:
    entries = passing(
        "def test_a(request):\n"
        "    log.append(f'{sorted(set(request.fixturenames) - {\"request\"})}')\n",
        "def test_b(transaction, make_folder, dialect, settings): pass\n",
    )
    assert entries[0] == "[]", f"a test that asks for nothing got {entries[0]}"
