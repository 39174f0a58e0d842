# expect: stays as an invalid one
"""Asks the catalogue whether the index is unique and whole, and not whether it is valid."""

from psycopg import sql

from solutions.postgres.materialized_view_refresh import _CLAIM, _RECORD

CAN = """
select relispopulated and exists (
    select from pg_index
    where indrelid = pg_class.oid and indisunique and indpred is null and indexprs is null
) from pg_class where oid = %s::regclass
"""


def refresh(conn, view):
    name = sql.Identifier(view)
    key = name.as_string(conn)
    with conn.transaction():
        if not conn.execute(_CLAIM, [key]).fetchone()[0]:
            return "skipped"
        can = conn.execute(CAN, [key]).fetchone()[0]
        how = sql.SQL("concurrently" if can else "")
        conn.execute(sql.SQL("refresh materialized view {} {}").format(how, name))
        conn.execute(_RECORD, [key])
        return "concurrently" if can else "plain"
