"""Materialized view refresh: readers read on, and nobody does the same work twice.

A materialized view shows the rows that its query had at the last REFRESH. Write
the job that refreshes one, at PostgreSQL's default isolation level. This table
exists, for the latest refresh of each view:

    refreshed (view regclass primary key, at timestamptz not null)

    >>> refresh(conn, "sales_by_shop")  # doctest: +SKIP
    'concurrently'

`'concurrently'`: it was refreshed, and meanwhile others could read its old rows.
`'plain'`: it was refreshed and readers waited, as the view, such as it is, can be
refreshed in no other way (REFRESH in the manual tells when). `'skipped'`: another
session is refreshing the same view by this function, until its transaction ends.
Then nothing was changed or waited for. Of two calls at once, exactly one refreshes.
Calls for different views do not skip or wait for each other.

What had been committed by the time `at` is in the view. And `at` is not before the
beginning of the transaction that refreshed it.

`conn` is in autocommit mode, and new rows and `at` are committed together; or it is
inside the caller's transaction. That one neither ends nor fails by a call: it goes
on, and the caller commits or rolls back everything.

Any database error passes through, unless it only says "not concurrently", and leaves
no trace: the next call, in whatever session, is not skipped. Other locks (of readers,
ANALYZE, a REFRESH by hand) are waited for. Off limits: any change to the schema.
"""

from typing import Any, Literal

import psycopg

Outcome = Literal["concurrently", "plain", "skipped"]


def refresh(conn: psycopg.Connection[Any], view: str) -> Outcome:
    """Refresh a materialized view, named as in `pg_class` and found on the search path.

    The name is bare: it has no schema and no quotes, and may need them. PostgreSQL's error
    passes through if it is no materialized view.
    """
    raise NotImplementedError
