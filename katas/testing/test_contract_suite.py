import functools
import inspect
import tempfile
from dataclasses import replace
from pathlib import Path
from textwrap import indent

import pytest

from dojo.kit.nested import accepted, edited, rejected, run, suite
from katas.testing import _contract_suite_backends as backends
from katas.testing import _contract_suite_otherwise as otherwise
from katas.testing import contract_suite

GIVEN = inspect.getsource(backends)
GIVEN_ONES = "the given repositories"

IN_MEMORY = """

class FakeUsers(SqliteUsers):
    def __init__(self):
        super().__init__(":memory:")
"""

IDLE = """

class SqliteUsers:
    def __init__(self, *path):
        pass

    def nothing(self, *values, **named):
        return None

    add = get = find = update = delete = transaction = close = nothing


FakeUsers = SqliteUsers
"""

RIGHT = {
    "given": (GIVEN_ONES, GIVEN),
    "otherwise": ("repositories that are written otherwise", inspect.getsource(otherwise)),
    "in_memory": ("a sqlite database in memory as the fake", GIVEN + IN_MEMORY),
}


def broken(what, old, new):
    return what, edited(GIVEN, old, new)


FAKE, SQLITE = "TestFake", "TestSqlite"
GET = "return replace(self._known(user_id))"
DELETED = '        if not deleted:\n            raise UserNotFound(f"no user {user_id}")\n'
COMMITTED = "            with self._db:  # commits, or rolls back\n                yield\n"
NEVER_COMMITTED = """\
try:
    yield
except BaseException:
    self._db.rollback()
    raise
"""

BROKEN = {
    "none": broken(
        "a fake whose `get` returns None for a user that is not there",
        GET,
        "return replace(self._users[user_id]) if user_id in self._users else None",
    ),
    "silent_delete": broken(
        "a sqlite repository whose `delete` of a user that is not there does nothing",
        DELETED,
        "",
    ),
    "foreign_error": broken(
        "a sqlite repository that raises sqlite3.IntegrityError when an email is taken",
        "except sqlite3.IntegrityError as error",
        "except ZeroDivisionError as error",
    ),
    "email_by_update": broken(
        "a fake whose `update` gives a user an email that another one has",
        "        self._refuse_taken(user)\n",
        "",
    ),
    "live": broken(
        "a fake whose `get` returns its own User, so that callers change it without `update`",
        GET,
        "return self._known(user_id)",
    ),
    "reused_id": broken(
        "a fake that gives the id of the last user, once deleted, to the next one",
        "self._last_id += 1",
        "self._last_id = max(self._users, default=0) + 1",
    ),
    "unordered": broken(
        "a sqlite repository without ORDER BY, which finds users in the order of their ids",
        "ORDER BY name, id ",
        "",
    ),
    "like": broken(
        "a sqlite repository that finds by LIKE, to which a is A, and where _ and % match anything",
        "substr(name, 1, length(:prefix)) = :prefix",
        "name LIKE :prefix || '%'",
    ),
    "page": broken(
        "a fake that counts `limit` from the first user and not from `offset`",
        "found[offset : offset + limit]",
        "found[offset:limit]",
    ),
    "rollback": broken(
        "a fake whose rollback undoes what was added and deleted, but no update",
        "self._users[user.id] = replace(user)",
        "vars(self._users[user.id]).update(vars(user))",
    ),
    "commit": broken(
        "a sqlite repository that never commits what is done outside of a transaction",
        "nullcontext() if self._in_transaction else self._db",
        "nullcontext()",
    ),
    "transaction_commit": broken(
        "a sqlite repository that does not commit at the end of a transaction",
        COMMITTED,
        indent(NEVER_COMMITTED, 12 * " "),
    ),
}


class Reversed:
    def pytest_collection_modifyitems(self, items):
        items.reverse()


def judge(folder, text, *, options=(), plugins=()):
    modules = {backends.__name__: text}
    return run(folder, suite(contract_suite), modules, options=options, plugins=plugins)


@functools.cache
def judged_by_the_given():
    with tempfile.TemporaryDirectory() as folder:
        return judge(Path(folder), GIVEN)


def names_in(name, ended):
    """Return the tests that ran in this class, without its name and their parameters."""
    ran = [outcome.name.partition("::") for outcome in ended.outcomes]
    return {test.partition("[")[0] for owner, _, test in ran if owner == name}


@pytest.mark.parametrize("case", RIGHT)
def test_the_suite_passes_on_repositories_that_keep_the_contract(tmp_path, case):
    what, text = RIGHT[case]
    accepted(judged_by_the_given() if text == GIVEN else judge(tmp_path, text), what)


def test_every_test_of_the_contract_runs_on_both_repositories():
    accepted(judged_by_the_given(), GIVEN_ONES)
    fake, sqlite = (names_in(name, judged_by_the_given()) for name in (FAKE, SQLITE))
    for name, ran in {FAKE: fake, SQLITE: sqlite}.items():
        assert ran, f"no test ran in {name}: it must inherit those of RepositoryContract"
    written = {name for name in dir(contract_suite.RepositoryContract) if name.startswith("test_")}
    lacking = written - (fake & sqlite)
    assert not lacking, (
        f"{min(lacking)} does not run in both {FAKE} and {SQLITE}: what the contract promises "
        "is to be tested on either"
    )


def test_no_test_passes_where_the_methods_do_nothing(tmp_path):
    for outcome in judge(tmp_path, GIVEN + IDLE).outcomes:
        assert outcome.result != "passed", (
            f"{outcome.name} passes on a repository whose methods do nothing and return None: "
            "it asserts nothing about what they do"
        )


def test_no_test_depends_on_those_before_it(tmp_path):
    accepted(judged_by_the_given(), GIVEN_ONES)
    for outcome in judge(tmp_path, GIVEN, plugins=[Reversed()]).outcomes:
        assert outcome.result == "passed", (
            f"{outcome.name} fails when the tests run in reverse order, so it depends on what "
            f"others leave behind: {outcome.error}: {outcome.message}"
        )


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_promise_is_found_by_the_tests_of_its_repository(tmp_path, case):
    what, text = BROKEN[case]
    name = FAKE if what.startswith("a fake") else SQLITE
    ended = judge(tmp_path, text, options=("-k", name))
    mine = [outcome for outcome in ended.outcomes if outcome.name.startswith(f"{name}::")]
    rejected(replace(ended, outcomes=tuple(mine)), f"{what} (only {name} was asked)")
