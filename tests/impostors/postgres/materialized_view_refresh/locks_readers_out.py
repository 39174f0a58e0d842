# expect: must get the old rows at once
"""Takes it that a view with the right index is refreshed concurrently, without being told to."""

from psycopg import sql

from solutions.postgres.materialized_view_refresh import _CLAIM, _RECORD

CAN = """
select relispopulated and exists (
    select from pg_index where indrelid = pg_class.oid
    and indisunique and indisvalid and indpred is null and indexprs is null
) from pg_class where oid = %s::regclass
"""


def refresh(conn, view):
    name = sql.Identifier(view)
    key = name.as_string(conn)
    with conn.transaction():
        if not conn.execute(_CLAIM, [key]).fetchone()[0]:
            return "skipped"
        can = conn.execute(CAN, [key]).fetchone()[0]
        conn.execute(sql.SQL("refresh materialized view {}").format(name))
        conn.execute(_RECORD, [key])
        return "concurrently" if can else "plain"
