"""A lexer by hand, and psycopg's own methods patched for the length of the block."""

import traceback
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

import psycopg

INSIDE = (str(Path(psycopg.__file__).parent), __file__, patch.__code__.co_filename)


class NPlusOneDetected(AssertionError):
    pass


def fingerprint(sql):
    tokens, at = [], 0
    while at < len(sql):
        end, written = _token(sql, at)
        tokens += [written] if written else []
        at = end
    return "\n".join(tokens)


def _token(sql, at):
    """Return where the token ends, and how it is written."""
    rest = sql[at:]
    if rest[0].isspace():
        return at + 1, ""
    if rest.startswith("--"):
        return _after(sql, "\n", at), ""
    if rest.startswith("/*"):
        return _after(sql, "*/", at + 2), ""
    if rest[0] == "'" or rest[:2] in ("e'", "E'"):
        return _string_end(sql, at), "<value>"
    if rest[0] == '"':
        end = _after(sql, '"', at + 1)
        return end, sql[at:end]
    if rest[0] == "$" and not rest[1:2].isdigit() and "$" in rest[1:]:
        tag = rest[: rest.index("$", 1) + 1]
        return _after(sql, tag, at + len(tag)), "<value>"
    if rest[0].isdigit() or (rest[0] == "." and rest[1:2].isdigit()):
        return _number_end(sql, at), "<value>"
    end = at + 1
    if rest[0].isalpha() or rest[0] in "_$":
        while end < len(sql) and (sql[end].isalnum() or sql[end] in "_$"):
            end += 1
    return end, sql[at:end].lower()


def _after(sql, text, start):
    found = sql.find(text, start)
    return len(sql) if found < 0 else found + len(text)


def _string_end(sql, at):
    has_escapes = sql[at] != "'"
    at += 1 + has_escapes
    while at < len(sql):
        if sql[at] == "'" and sql[at : at + 2] != "''":
            return at + 1
        at += 2 if sql[at] == "'" or (has_escapes and sql[at] == "\\") else 1
    return at


def _number_end(sql, at):
    while at < len(sql):
        is_sign = sql[at] in "+-" and sql[at - 1] in "eE"
        if not (sql[at].isdigit() or sql[at] in ".eE" or is_sign):
            break
        at += 1
    return at


class QueryGuard:
    def __init__(self, conn, *, max_repeats=2):
        if max_repeats < 1:
            raise ValueError(max_repeats)
        self._conn, self._max = conn, max_repeats
        self._sent = []

    @property
    def counts(self):
        return Counter(statement for statement, _ in self._sent)

    def __enter__(self):
        guard, execute, executemany = self, psycopg.Cursor.execute, psycopg.Cursor.executemany

        def counting(cursor, query, *args, **named):
            guard._note(cursor, query)
            return execute(cursor, query, *args, **named)

        def counting_many(cursor, query, params_seq, **named):
            rows = [guard._note(cursor, query) or row for row in params_seq]
            return executemany(cursor, query, rows, **named)

        self._patches = ExitStack()
        self._patches.enter_context(patch.object(psycopg.Cursor, "execute", counting))
        self._patches.enter_context(patch.object(psycopg.Cursor, "executemany", counting_many))
        return self

    def _note(self, cursor, query):
        if cursor.connection is not self._conn:
            return
        stack = [one for one in traceback.extract_stack() if not one.filename.startswith(INSIDE)]
        self._sent.append(
            (fingerprint(query), f"{Path(stack[-1].filename).name}:{stack[-1].lineno}")
        )

    def __exit__(self, kind, error, trace):
        self._patches.close()
        found = {one: count for one, count in self.counts.items() if count > self._max}
        if kind or not found:
            return
        lines = {one: sorted({line for other, line in self._sent if other == one}) for one in found}
        raise NPlusOneDetected(
            "; ".join(f"{one!s} ({found[one]}, by {', '.join(lines[one])})" for one in found)
        )
