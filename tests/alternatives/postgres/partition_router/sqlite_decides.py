"""The partitions are rows of a table in SQLite, and its WHERE decides about sample keys."""

import sqlite3
from contextlib import closing
from itertools import product
from math import inf

MINVALUE, MAXVALUE = -inf, inf

ROUTE = """
    select coalesce(
        (select name from range_part where k >= low and k < high),
        (select name from list_part where value is k),
        (select name from default_part))
"""


class NoPartition(LookupError):
    pass


def expression(predicate):
    word, *rest = predicate
    if word == "is null":
        return "k is null"
    if word == "not":
        return f"not ({expression(rest[0])})"
    if word in ("and", "or"):
        return f"({f') {word} ('.join(map(expression, rest))})"
    return f"k {word} {'null' if rest[0] is None else rest[0]}"


def constants(predicate):
    word, *rest = predicate
    if word in ("not", "and", "or"):
        return set().union(*map(constants, rest))
    return set(rest) - {None}


class Tables:
    def __init__(self, ranges=(), values=(), default=None):
        self.tables = {"range_part": ranges, "list_part": values}
        self.tables["default_part"] = [] if default is None else [(default,)]

    def ask(self, query, keys):
        with closing(sqlite3.connect(":memory:")) as db:
            db.execute("create table range_part (name, low, high)")
            db.execute("create table list_part (name, value)")
            db.execute("create table default_part (name)")
            for table, rows in self.tables.items():
                for row in rows:
                    db.execute(f"insert into {table} values ({', '.join('?' * len(row))})", row)
            db.execute("create table key (k integer)")
            db.executemany("insert into key values (?)", [(key,) for key in keys])
            return [row[0] for row in db.execute(query)]

    def route(self, key):
        [name] = self.ask(f"select ({ROUTE}) from key", [key])
        if name is None:
            raise NoPartition(f"{key}")
        return name

    def prune(self, predicate):
        cuts = {0} | constants(predicate) | {row[1] for row in self.tables["list_part"]}
        cuts |= {bound for row in self.tables["range_part"] for bound in row[1:]}
        whole = [cut for cut in cuts if cut not in (None, -inf, inf)]
        keys = {None} | {cut + step for cut, step in product(whole, (-1, 0, 1))}
        query = f"select distinct ({ROUTE}) from key where {expression(predicate)}"
        return set(self.ask(query, keys)) - {None}


class RangePartitioned(Tables):
    def __init__(self, parts, default=None):
        rows = [(name, *bounds) for name, bounds in parts.items()]
        for name, low, high in rows:
            if not low < high:
                raise ValueError("nothing fits in")
            for other, start, end in rows:
                if name != other and max(low, start) < min(high, end):
                    raise ValueError(f"{name} meets {other}")
        super().__init__(ranges=rows, default=default)


class ListPartitioned(Tables):
    def __init__(self, parts, default=None):
        rows = [(name, value) for name, values in parts.items() for value in values]
        if len({value for _, value in rows}) < len(rows):
            raise ValueError("in two lists")
        super().__init__(values=rows, default=default)
