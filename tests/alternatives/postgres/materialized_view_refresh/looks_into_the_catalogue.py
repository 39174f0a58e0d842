"""Decides by what the catalogue says, locks a hash of the whole name, looks at the clock first."""

from psycopg import sql
from psycopg.pq import TransactionStatus
from psycopg.rows import dict_row

FIND = """
select format('%%I.%%I', nspname, relname) as name,
    relispopulated and exists (
        select from pg_index
        where indrelid = c.oid and indisunique and indisvalid and indimmediate
        and indpred is null and 0 <> all (indkey)
    ) as can
from pg_class c join pg_namespace n on n.oid = relnamespace
where relname = %s and pg_table_is_visible(c.oid)
"""
CLAIM = "select pg_try_advisory_xact_lock(hashtextextended('refresh ' || %s, 0)) as mine"
CLOCK = "select clock_timestamp() as now"


def refresh(conn, view):
    is_idle = conn.info.transaction_status == TransactionStatus.IDLE
    conn.execute("begin" if is_idle else "savepoint refreshing")
    try:
        outcome = work(conn.cursor(row_factory=dict_row), view)
    except BaseException:
        conn.execute("rollback" if is_idle else "rollback to savepoint refreshing")
        raise
    conn.execute("commit" if is_idle else "release savepoint refreshing")
    return outcome


def work(cursor, view):
    found = cursor.execute(FIND, [view]).fetchone()
    if found is None:
        cursor.execute(sql.SQL("refresh materialized view {}").format(sql.Identifier(view)))
    if not cursor.execute(CLAIM, [found["name"]]).fetchone()["mine"]:
        return "skipped"
    now = cursor.execute(CLOCK).fetchone()["now"]
    how = "concurrently" if found["can"] else ""
    cursor.execute(f"refresh materialized view {how} {found['name']}")
    cursor.execute("delete from refreshed where view = %s::regclass", [found["name"]])
    cursor.execute("insert into refreshed values (%s::regclass, %s)", [found["name"], now])
    return how or "plain"
