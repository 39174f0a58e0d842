"""Index access methods, solved by the operator that each query asks with.

A planner uses an index when three things fit: the operator belongs to the
index's operator class, the left side is exactly what the index stores, and
the index is cheaper than reading the whole table. Each row is one of them.

B-tree: sorted keys in linked leaves. =, <, >, BETWEEN, IN, IS NULL, ORDER BY
both ways, and LIKE 'x%' in the C collation or with text_pattern_ops. The
default, and right nine times in ten. A key must fit a third of a page.
Hash: four bytes of hash for each row, whatever the length of the key. = only,
one column, never unique; crash-safe since version 10.
GIN: from each element inside a value to the rows that hold it. Arrays, jsonb,
full text. Dear to update, which a list of pending entries puts off.
GiST: a tree in which each entry bounds all that lies below it. What overlaps,
what contains, the nearest; ranges and geometry; exclusion constraints.
SP-GiST: the plane or the alphabet cut into parts that do not overlap.
BRIN: the least and greatest value of each run of pages. A thousandth of a
B-tree, and useless unless the rows lie on disk in nearly that order.

Four things may be added. An expression, which the query must then write the
same way. A WHERE, which the query's own must imply: two pages for sixty open
orders among six thousand. INCLUDE, for columns that are read and neither
searched nor unique; an index-only scan also needs pages that VACUUM has marked
all-visible. UNIQUE, which is what key columns are together: (owner, balance)
lets an owner have two wallets.

Nothing is the answer twice: one block cannot be beaten, and half of a table
is read fastest from end to end.

For several halls, the constraint is `(hall with =, during with &&)`, and
equality in GiST comes with the extension btree_gist. For LIKE '%x%' one uses
a GIN or GiST index of pg_trgm. On a log of millions of pages the default run
of 128 is a good one: this log is small, so runs had to be small as well.

Interview: "Which indexes does PostgreSQL have, how do they work, how do you
create them rightly, and when not at all?" Name the six by the question each
answers, as above. Create from the query, not from the table: columns compared
by = first, then what sorts, then ranges; WHERE for a small hot part; INCLUDE
to spare the table. In production CREATE INDEX CONCURRENTLY, which does not
block writers, cannot run in a transaction and leaves an INVALID index behind
if it fails. Then look: EXPLAIN (ANALYZE, BUFFERS) on real data, later
pg_stat_user_indexes. None at all: for small tables, for conditions that most
rows meet, for columns hidden in a function or a cast, for a prefix of another
index, for what nobody asks. For each one is paid at each insert, in WAL, in
VACUUM and in planning, and an update of an indexed column cannot be HOT (BRIN
excepted, from 16 on), so that every other index gets an entry as well.

Hints
-----
1. Before you think of an index: how many of the table's blocks hold a row
   that the query wants? If that is nearly all, what could an index spare?
2. Take the WHERE apart: which operator, and what stands on its left? Which
   access method has a class with that operator? The manual's chapter "Index
   Types" lists them.
3. CREATE INDEX takes more than columns: an expression in parentheses, a WHERE,
   INCLUDE (...), WITH (...), UNIQUE, USING. Each of these is used once or more.
4. Three rows are about documents, ranges and order on disk: GIN with its
   default class; an EXCLUDE constraint by GiST; BRIN with pages_per_range
   well below the default 128.
5. Two rows are None. A key of 3 kB fits no B-tree, but its hash has 4 bytes.
"""

INDEXES: dict[str, object] = {
    "sign_in": "create unique index on account (lower(email))",
    "currency_by_code": None,
    "oldest_open_orders": "create index on orders (placed) where status = 'open'",
    "balance_of_an_owner": "create unique index on wallet (owner) include (balance)",
    "unread_messages": None,
    "recalled_devices": "create index on device using gin (doc)",
    "bookings_of_the_hall": "alter table booking add exclude using gist (during with &&)",
    "readings_of_a_night": "create index on reading using brin (at) with (pages_per_range = 16)",
    "session_of_a_token": "create index on session using hash (token)",
}
