"""Keyset pagination, solved with a row comparison, its index and a signed key.

`(actor, at, id) > (%s, %s, %s)` compares as the sort does: the first columns that
differ decide. An index on the same columns is that order, so the comparison is a
place in it. PostgreSQL goes down the tree to the place and reads on from there
until the limit is met. There is nothing to skip and nothing to sort.

Each part does a job. The id makes the order total: without it, entries of one
time have no order among themselves, and a comparison of the other two columns
skips the rest of them. In the index the id lets the place be found amid those
ties. And one row more than the limit tells whether there is a next page, where
a full page would only make it likely.

The cursor holds the values of the key rather than an id to be looked up, so it
survives the entry. It points at what was seen, not at what comes next, so it
misses nothing that appears in between. A row comparison with bound parameters is
safe from any values; the signature is for other things: clients neither make
cursors nor read a meaning into them, what is decoded is what was encoded, and the
format may change. Over the encoded text it is checked before anything is parsed.

Cost, on 20,000 entries by 100: 4 to 6 blocks a page. OFFSET reads 246 blocks at
entry 10,000 and 485 at the end. So does the comparison spelled out by OR: it is
equivalent, but it becomes a filter, and the scan begins at the first entry. With
`actor >= %s and (...)` around it, the scan begins at the actor, and filters
there. An index without the id costs 103 to 204; `order by (actor, at, id)`, which
sorts by a composite value instead of three columns, up to all 385.

At work, bind the filters and the order into the signed text, so that a cursor
of one list is refused by another. SQLAlchemy has it in sqlakeyset, Django REST
framework in CursorPagination. For a filter with `=`, its column comes first in
the index: (tenant, actor, at, id). The page before is `<` and all columns DESC,
turned round in Python. Keep the columns NOT NULL: comparing with a NULL is not
true, and the entry is on no page.

Interview: "How do you find and mend slow queries?" Find them by the total, not
by the worst case: pg_stat_statements ordered by total_exec_time shows the query
of 2 ms that runs a million times. log_min_duration_statement catches single ones,
auto_explain the plan they had at that moment, pg_stat_activity what runs now and
what waits (a slow query may only be a blocked one). Then EXPLAIN (ANALYZE,
BUFFERS), with parameters and data like those of production; it runs the query, so
roll a write back. Read it from the inside: estimated rows against actual rows
times loops, "Rows Removed by Filter", sorts and hashes that went to disk, and
blocks, which tell more than a time that depends on the cache. Mend in this
order: statistics (ANALYZE; CREATE STATISTICS for columns that hang together),
the text (no function around an indexed column, EXISTS rather than DISTINCT over a
join, only the columns and rows that are needed, fewer round trips), the index
(columns of equality, then of the sort, then of a range), and only then work_mem
and the like. Change one thing, measure again, and watch what the writes pay.

"OFFSET or keyset?" OFFSET n makes the server produce n rows and throw them away:
page by page through a table that is quadratic. It also counts from the start of
a list that moves, so an insert shows a row twice and a delete hides one. It is
fine for a few pages of a small list and when page numbers are asked for. Keyset
takes the same time anywhere and stands still among changes, but it cannot jump to
page 57, needs a total order, and a row whose key is updated may move across
the place: order by columns that do not change. A total is a query of its own,
often better estimated or left out.

"What does the comparison need?" A B-tree with these columns in this sequence, all
ascending or all descending: it is read in both directions. For `rating desc, id`
the index (rating desc, id) serves the sort, but no row comparison says "less,
then greater". Take UNION ALL of one branch for the ties (rating = r and id > i)
and one for the rest (rating < r), each with its ORDER BY and LIMIT, or keep the
negated number as an indexed expression and be back to one direction.

Hints
-----
1. Which facts about the last entry say where it stands in the order, even
   after it was deleted? Could another entry have the same facts?
2. Is `a >= x and b > y` the order of a dictionary? Try ("b", 1) behind ("a", 5).
   SQL compares whole rows: `(a, b) > (x, y)`. Which index is sorted like that?
3. You have read exactly `limit` entries. What would you have to read to know
   whether there are more?
4. A cursor may be the key as JSON, in URL-safe base64, then a dot and the
   HMAC of what is before the dot. Compare that first (`hmac.compare_digest`, on
   bytes: it refuses text that is not ASCII), and parse afterwards.
5. `where (actor, at, id) > (%s, %s, %s) order by actor, at, id limit %s`, with
   limit + 1, and no `where` for the first page. Drop the extra row; the next
   cursor is of the last one that you return.
"""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from typing import Any, NamedTuple

import psycopg
from psycopg.rows import class_row

__all__ = ["UTC", "Entry", "InvalidCursor", "Key", "Page", "decode", "encode", "index", "page"]

Key = tuple[str, datetime, int]


class InvalidCursor(Exception):
    pass


class Entry(NamedTuple):
    actor: str
    at: datetime
    id: int
    action: str


class Page(NamedTuple):
    entries: list[Entry]
    next: str | None


def encode(key: Key, secret: bytes) -> str:
    actor, at, number = key
    body = urlsafe_b64encode(json.dumps([actor, at.isoformat(), number]).encode())
    return f"{body.decode()}.{_signature(body, secret)}"


def decode(cursor: str, secret: bytes) -> Key:
    body, _, signature = cursor.rpartition(".")
    expected = _signature(body.encode(), secret)
    if not hmac.compare_digest(signature.encode(), expected.encode()):
        raise InvalidCursor
    actor, at, number = json.loads(urlsafe_b64decode(body))
    return actor, datetime.fromisoformat(at), number


def _signature(body: bytes, secret: bytes) -> str:
    return hmac.digest(key=secret, msg=body, digest="sha256").hex()


def index() -> str:
    return "create index entry_in_order on entry (actor, at, id)"


def page(
    conn: psycopg.Connection[Any], limit: int, secret: bytes, cursor: str | None = None
) -> Page:
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    behind = None if cursor is None else decode(cursor, secret)
    entries = _read(conn, limit + 1, behind)
    if len(entries) <= limit:
        return Page(entries, None)
    del entries[limit:]
    return Page(entries, encode(entries[-1][:3], secret))


def _read(conn: psycopg.Connection[Any], limit: int, behind: Key | None) -> list[Entry]:
    where = "where (actor, at, id) > (%s, %s, %s)" if behind else ""
    query = f"select actor, at, id, action from entry {where} order by actor, at, id limit %s"
    cursor = conn.cursor(row_factory=class_row(Entry))
    return cursor.execute(query, [*(behind or ()), limit]).fetchall()
