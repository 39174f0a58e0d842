"""Index access methods: give each workload the index it needs, or none.

Next to this file, `_index_access_methods_workloads.py` holds nine workloads,
one for each row of `INDEXES`: a wish, a table and its rows, the queries that
are asked all day. Open it beside this one. In place of `...` write the DDL of
one index, such as `"create index on star (magnitude)"`, or `None` where no
index pays. A constraint that makes an index is as good as an index.

    >>> len(INDEXES)
    9
    >>> sorted({type(ddl).__name__ for ddl in INDEXES.values()})
    ['NoneType', 'str']

To judge a row, a real PostgreSQL loads the table, runs your DDL and then
`vacuum analyze`, and explains and runs each query. An index pays when the
planner uses it for every query of its workload, and the query then reads at
most a tenth of the blocks (pages of 8 kB) that it reads without the index.
No index pays where none can do that.

Some wishes go further. A size is the most that your index may take on disk.
What must not get in must be refused by the index itself. A query that reads
the index and nothing else runs as an Index Only Scan that fetches no row from
the table. Only the queries that stand there are run.

Off limits: extensions, a second index, changes to the tables or the planner's
settings. DDL is written out as text, not computed; the rows stay as they are.
"""

INDEXES: dict[str, object] = {
    "sign_in": ...,
    "currency_by_code": ...,
    "oldest_open_orders": ...,
    "balance_of_an_owner": ...,
    "unread_messages": ...,
    "recalled_devices": ...,
    "bookings_of_the_hall": ...,
    "readings_of_a_night": ...,
    "session_of_a_token": ...,
}
