"""Fixtures, solved with a scope and a yield each.

The scope says how long one instance lives: what is dear and has no state of its own is shared
(a connection, tables), what tests change is theirs alone (a transaction). A fixture may ask
for those of a wider scope, never of a narrower one: the schema outlives the test whose
transaction it would have asked for, and pytest says ScopeMismatch.

Asking for one another is also what makes the order. `transaction` asks for `schema`, that
one for `database`, so setup runs from the connection inwards and teardown back. Nobody has to
remember it, and a test names only what it uses. (Without `transaction` asking for `schema` it
would work as long as each test lists both, in the right order.)

The code below a `yield` runs whether the test passed or not: pytest resumes the generator, it
does not throw the failure into it. So no `try` is needed around the yield. It is needed if the
setup has several steps, for a generator that raises before its yield has no teardown; better
is a fixture for each step, as here. A `return` leaves everything open.

A factory is for tests that need several things, or things with parameters. It writes down
what it has made, after making it, and takes them away in reverse order. `monkeypatch` does the
same for environment variables, attributes and the working folder: it knows for each whether it
was there before. Setting `os.environ` by hand forgets just that. One gap: it does not note a
variable that it was to delete and that was not there, so if the test then sets it, it stays.

Interview: "What are fixtures, and how do their scopes work?"
- Dependencies of a test, injected by name. Scopes: function, class, module, package, session;
  wider ones are set up first and torn down last, and within a scope it goes by what asks for
  what, then by the order of the parameters. Each is cached for its scope.
- Teardown: code after `yield`, or `request.addfinalizer` where there are many things; both
  run after failures, in reverse order. They do not run for a fixture whose setup failed.
- Isolation: a rolled-back transaction for each test is fast, and fails where the code under
  test commits or opens its own connection (savepoints, or truncating, help there). `tmp_path`,
  `monkeypatch`, never a module-level list. Shared mutable state shows as tests that pass alone
  and fail together; run them in random order to see it.
- `params` multiplies the tests that ask for the fixture; `ids` names them, `indirect` hands
  a test's own parameters to it. For wider scopes pytest groups tests by parameter.
- `autouse` is for what truly everything needs (no network, a fixed clock). Otherwise it hides
  dependencies and makes every test pay.
- conftest.py: fixtures for a folder and those below, without an import; a nearer one of the
  same name overrides, and may ask for the one that it replaces. With pytest-xdist each worker
  has a session of its own, so a database needs a name for each.

Hints
-----
1. Which of the six hold something that a test changes? These cannot be shared.
2. Whom must `transaction` ask, so that a test need not? And whom does that one ask?
3. What happens to the code behind `yield` if the test fails?
4. In which order can "a" and "a/b" be removed? When is a folder to be noted for removal, if
   making it may fail?
5. `params` belongs to the decorator. Where does the fixture find its parameter?
6. Which fixture of pytest's own knows how to undo `setenv`, `delenv` and `chdir`?
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from katas.testing._fixture_lifecycle_services import Database, store


@pytest.fixture(scope="session")
def database() -> Iterator[Database]:
    database = Database()
    yield database
    database.close()


@pytest.fixture(scope="module")
def schema(database: Database) -> Iterator[Database]:
    database.create_tables()
    yield database
    database.drop_tables()


@pytest.fixture
def transaction(schema: Database) -> Iterator[Database]:
    schema.begin()
    yield schema
    schema.rollback()


@pytest.fixture
def make_folder() -> Iterator[Callable[[str], str]]:
    made = []

    def make(path: str) -> str:
        store.make(path)
        made.append(path)
        return path

    yield make
    for path in reversed(made):
        store.remove(path)


@pytest.fixture(params=["sqlite", "postgresql"])
def dialect(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("APP_MODE", "test")
    monkeypatch.setenv("APP_TOKEN", "")  # so that it is put back even where it was not set
    monkeypatch.delenv("APP_TOKEN")
    monkeypatch.chdir(tmp_path)
