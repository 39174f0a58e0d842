"""What tests ask of PostgreSQL: a schema of their own, plans, statements, races.

    def test_two_transfers_at_once_lose_nothing(pg):
        pg.run("create table account (id int primary key, balance int not null)")
        results = pg.race("select * from account where id = 1 for update", one, other)

A race is the same every time: a gate holds a lock, each job starts in its own thread and
connection and is awaited until it waits for a lock, in the order given; then the gate opens,
and of two jobs that wait for a row PostgreSQL serves the first one first. Of three it does
so too, but the others start afresh on the new version of the row, in no certain order.
"""

import contextlib
import functools
import itertools
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import TupleRow

from dojo.kit.racers import PATIENCE, Racer, line_up, outcomes
from dojo.kit.servers import postgres
from dojo.kit.servers.postgres import NoPostgres, Server

__all__ = ["Connection", "Database", "NoPostgres", "Pg"]

Connection = psycopg.Connection[TupleRow]
Query = str | sql.Composed | sql.SQL

LEARNER = "learner"
"""The role of all connections that a kata gets: it owns its schema and nothing else."""
GUEST = "guest"
"""The role of somebody else: it may look into the schema, and has no right to what is there."""
LONGEST = "20s"
"""How long a statement may run or wait."""
STATEMENT = re.compile(r"LOG:  (?:statement|execute [^:]*): (.*)", re.DOTALL)
CONTROL = re.compile(r"\s*(begin|commit|rollback|savepoint|release|deallocate)\b", re.IGNORECASE)

_numbers = itertools.count(1)


class Database:
    """A database of this process, made when it is opened; those of dead processes go."""

    def __init__(self) -> None:
        self.server: Server = postgres.server()
        self.name = f"kata_{os.getpid()}_{next(_numbers)}"
        with self.server.connect() as admin:
            self._sweep(admin)
            for role in (LEARNER, GUEST):
                admin.execute(
                    f"do $$ begin create role {role} login; alter role {role} set log_statement"
                    " = 'all'; exception when duplicate_object or unique_violation then null;"
                    " end $$"
                )
            admin.execute(_sql(f"create database {self.name} template template0"))

    def close(self) -> None:
        with self.server.connect() as admin:
            admin.execute(_sql(f"drop database if exists {self.name} with (force)"))

    def _sweep(self, admin: "psycopg.Connection[Any]") -> None:
        found = admin.execute("select datname from pg_database where datname like 'kata\\_%'")
        for (name,) in found.fetchall():
            if not _lives(int(name.split("_")[1])):
                admin.execute(_sql(f"drop database if exists {name} with (force)"))


class Pg:
    """An empty schema, first on the search path of each connection made here."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.schema = f"s{next(_numbers)}"
        self._mark = f"{database.name}.{self.schema}"
        self._opened: list[Connection] = []
        self._admin = database.server.connect(database.name)
        self._admin.execute(_sql(f"create schema {self.schema} authorization {LEARNER}"))
        self.version: int = self._admin.info.server_version // 10_000
        self.connection = self.connect()

    def connect(self, *, autocommit: bool = True, **named: Any) -> Connection:
        """Return one more connection, closed when the test ends."""
        connection: Connection = psycopg.connect(
            self._database.server.dsn(self._database.name, LEARNER),
            autocommit=autocommit,
            application_name=self._mark,
            options=f"-c search_path={self.schema} -c statement_timeout={LONGEST}",
            **named,
        )
        self._opened.append(connection)
        return connection

    def guest(self) -> Connection:
        """Return a connection of the role `guest`, which has the rights that a test grants it."""
        self._admin.execute(_sql(f"grant usage on schema {self.schema} to {GUEST}"))
        return self.connect(user=GUEST)

    def run(self, query: Query, parameters: Sequence[object] | None = None) -> list[TupleRow]:
        """Run statements on `connection`; return the rows of the last, if it has rows.

        Several statements, separated by semicolons, only without parameters.
        """
        cursor = self.connection.execute(_sql(query), parameters)
        while cursor.nextset():
            pass
        return cursor.fetchall() if cursor.description is not None else []

    def plan(
        self, query: Query, parameters: Sequence[object] | None = None, *, analyze: bool = False
    ) -> dict[str, Any]:
        """Return the root of the plan, as EXPLAIN (FORMAT JSON) has it; run it to analyze."""
        options = "format json, analyze, buffers, timing off" if analyze else "format json"
        explain = sql.SQL("explain ({}) ").format(sql.SQL(_sql(options)))
        query = query if isinstance(query, sql.Composable) else sql.SQL(_sql(query))
        [(found,)] = self.connection.execute(explain + query, parameters).fetchall()
        root: dict[str, Any] = found[0]["Plan"]
        return root

    @staticmethod
    def nodes(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        """Yield a plan's nodes, each before those below it."""
        yield plan
        for below in plan.get("Plans", ()):
            yield from Pg.nodes(below)

    @contextlib.contextmanager
    def statements(self) -> Iterator[list[str]]:
        """Yield a list that holds, afterwards, what this test's connections sent meanwhile.

        The server's own log tells, so it does not matter how they were sent. What begins and
        ends transactions is left out.
        """
        found: list[str] = []
        with open(self._database.server.log, "rb") as log:
            log.seek(0, os.SEEK_END)
            yield found
            text = log.read().decode(errors="replace")
        entries = re.split(r"\n(?=[^\t\n])", text)
        for entry in entries:
            application, _, message = entry.partition("|")
            said = STATEMENT.match(message.strip())
            if application == self._mark and said and not CONTROL.match(said[1]):
                found.append(said[1].replace("\n\t", "\n"))

    def is_waiting(self, connection: Connection) -> bool:
        """Tell whether the connection's session waits for a lock of another session."""
        pid = connection.info.backend_pid
        [(is_waiting,)] = self._admin.execute("select pg_blocking_pids(%s) <> '{}'", [pid])
        return bool(is_waiting)

    def race(self, lock: Query, *jobs: Callable[[Connection], object]) -> list[Any]:
        """Run the jobs at once; of two that need the lock, the first gets it first.

        Each job gets a connection. Return what each returned, or the exception it raised.
        """
        gate = self.connect(autocommit=False)
        gate.execute(_sql(lock))
        racers = [Racer(job, self.connect()) for job in jobs]
        try:
            for racer in racers:
                line_up(racer, functools.partial(self.is_waiting, racer.line))
        finally:
            gate.commit()
        return outcomes(racers)

    def close(self) -> None:
        """Drop the schema, after every session that is left."""
        for connection in self._opened:
            connection.close()
        deadline = time.monotonic() + PATIENCE
        left = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = %s"
        while self._admin.execute(left, [self._mark]).rowcount and time.monotonic() < deadline:
            pass
        self._admin.execute(_sql(f"drop schema {self.schema} cascade"))
        self._admin.close()


def _sql(query: Any) -> Any:
    """Let a query be any text: these are written by tests."""
    return query


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
