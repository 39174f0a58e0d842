"""Sessions that play the schedules of `isolation_anomalies`. Given; it need not be read.

No clock decides anything. After each step every session that is busy is looked at until it
has its reply or waits for a lock of another session, and only then the next step is sent.
"""

import re
import select
import time
from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple

import psycopg
from psycopg import pq

from dojo.kit.postgres import Connection, Pg
from katas.postgres._isolation_anomalies_schedules import TABLES

PATIENCE = 10.0
#: Seconds to look out for a reply, before one asks whether the session waits.
GLANCE = 0.002
REFUSED = "40001"
STEP = re.compile(r"(\w+): (.+?)(?:\s+=> (.+))?")


class Step(NamedTuple):
    session: str
    sql: str
    sign: str | None
    """What it returns if the anomaly happens; None: that tells nothing."""

    def replied(self, reply: str) -> str:
        meant = "" if self.sign in (None, reply) else f"  (the anomaly would be: {self.sign})"
        return f"{reply}{meant}"


class Played(NamedTuple):
    outcome: str
    """As in the table; or the SQLSTATE of another error, which no schedule should meet."""
    story: str


class Session:
    """One connection, and what it has still to do."""

    def __init__(self, pg: Pg, connection: Connection, level: str) -> None:
        self._pg, self._connection, self._level = pg, connection, level
        self._line = connection.pgconn
        self._sent: Step | None = None
        self._behind: deque[Step] = deque()
        self.error = ""
        self.replies: list[tuple[Step, str]] = []

    def add(self, step: Step) -> Iterator[str]:
        """Do the step, or put it behind the one that waits."""
        if self.error:
            return
        if self._sent:
            self._behind.append(step)
            return
        if self._line.transaction_status == pq.TransactionStatus.IDLE:
            self._connection.execute(f"begin isolation level {self._level}".encode())
        self._line.send_query(step.sql.encode())
        self._sent = step
        if self._is_stuck():
            yield f"{step.session}: {step.sql}  waits"
        else:
            yield f"{step.session}: {step.sql}{self._reply()}"

    def go_on(self) -> Iterator[str]:
        """Go as far as locks allow."""
        if not self._sent or self._is_stuck():
            return
        yield f"{self._sent.session} goes on{self._reply()}"
        while self._behind and not self._sent:
            yield from self.add(self._behind.popleft())

    def end(self) -> None:
        """Roll back what is still open, so that the connection can serve again."""
        self._connection.execute("rollback")

    def _is_stuck(self) -> bool:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            select.select([self._line.socket], [], [], GLANCE)
            self._line.consume_input()
            if not self._line.is_busy():
                return False
            if self._pg.is_waiting(self._connection):
                self._line.consume_input()
                return bool(self._line.is_busy())
        raise AssertionError(f"a step neither ended nor waited in {PATIENCE:g} s: {self._sent}")

    def _reply(self) -> str:
        """Take the reply of what was sent; return it as told."""
        step, self._sent = self._sent, None
        assert step, "a reply needs a question"
        [result] = iter(self._line.get_result, None)
        state = result.error_field(pq.DiagnosticField.SQLSTATE)
        if state:
            self.error = state.decode()
            self._behind.clear()
            self._connection.execute("rollback")
            said = result.error_field(pq.DiagnosticField.MESSAGE_PRIMARY) or b""
            return f"  -> {self.error}, {said.decode()}: rolled back"
        reply = _told(result)
        self.replies.append((step, reply))
        is_control = step.sql in ("commit", "rollback")
        return "" if is_control else f"  -> {step.replied(reply)}"


class Stage:
    """The connections of one test, on which it plays schedules, one after the other."""

    def __init__(self, pg: Pg) -> None:
        self._pg = pg
        self._connections: dict[str, Connection] = {}

    def play(self, schedule: str, level: str) -> Played:
        """Play the schedule with all sessions at this level."""
        self._lay_tables(schedule)
        steps = [_step(line) for line in schedule.splitlines()]
        names = dict.fromkeys(step.session for step in steps)
        sessions = {name: Session(self._pg, self._connection(name), level) for name in names}
        story: list[str] = []
        for step in steps:
            story.extend(sessions[step.session].add(step))
            for session in sessions.values():
                story.extend(session.go_on())
        for session in sessions.values():
            session.end()
        return Played(_outcome([*sessions.values()]), "\n".join(f"    {line}" for line in story))

    def _lay_tables(self, schedule: str) -> None:
        for table, rows in TABLES.items():
            name = table.split()[0]
            if f" {name}" in schedule:
                self._pg.run(f"create table if not exists {table}; delete from {name}")
                self._pg.run(f"insert into {name} values {rows}")

    def _connection(self, name: str) -> Connection:
        if name not in self._connections:
            self._connections[name] = self._pg.connect()
        return self._connections[name]


def _step(line: str) -> Step:
    parts = STEP.fullmatch(line)
    assert parts, f"not a step: {line}"
    return Step(*parts.groups())


def _outcome(sessions: list[Session]) -> str:
    errors = [session.error for session in sessions if session.error]
    if errors:
        return next((error for error in errors if error != REFUSED), REFUSED)
    replies = [pair for session in sessions for pair in session.replies]
    signs = [reply == step.sign for step, reply in replies if step.sign is not None]
    return "happens" if all(signs) else "absent"


def _told(result: Any) -> str:
    """Return rows as `a, b; c, d`, and what has no columns as its command tag."""
    if not result.nfields:
        return str(result.command_status.decode())
    rows = range(result.ntuples)
    values = [[_text(result.get_value(row, n)) for n in range(result.nfields)] for row in rows]
    return "; ".join(", ".join(row) for row in values) or "no rows"


def _text(value: bytes | None) -> str:
    return "null" if value is None else value.decode()


# Learners' functions


class Notes:
    """What sessions send and get, in the order of time."""

    def __init__(self) -> None:
        self._events: list[tuple[str, str, str]] = []

    def listen(self, connection: psycopg.Connection[Any], name: str) -> None:
        """Note all that goes through the connection's cursors from now on."""
        events = self._events

        class Noted(psycopg.Cursor[Any]):
            def execute(self, query: Any, *parts: Any, **named: Any) -> "Noted":
                shown = " ".join((query if isinstance(query, str) else str(query)).split())
                events.append((name, "sends", f"{shown}  % {parts[0]}" if any(parts) else shown))
                try:
                    super().execute(query, *parts, **named)
                except psycopg.Error as error:
                    events.append((name, "gets", f"{error.sqlstate}, {str(error).splitlines()[0]}"))
                    raise
                events.append((name, "gets", _told(self.pgresult) if self.pgresult else ""))
                return self

        connection.cursor_factory = Noted

    def finish(self, connection: psycopg.Connection[Any], name: str, value: object) -> None:
        """Note what the function returned, and listen no more."""
        connection.cursor_factory = psycopg.Cursor
        self._events.append((name, "returns", repr(value)))

    def story(self) -> str:
        """Tell it step by step; a reply that did not come at once has a line of its own."""
        lines: list[str] = []
        before = ""
        for name, verb, what in self._events:
            if verb == "sends":
                lines.append(f"{name}: {what}")
            elif verb == "gets" and before == name:
                lines[-1] += f"  -> {what}"
            else:
                lines.append(f"{name} {verb} {what}")
            before = name if verb == "sends" else ""
        return "\n".join(f"    {line}" for line in lines)
