"""One block of PL/pgSQL does it all on the server; the record is written first."""

from psycopg import sql

BLOCK = """
do $$
declare
    key regclass := quote_ident({view});
    outcome text := 'skipped';
begin
    if pg_try_advisory_xact_lock(key::oid::bigint) then
        update refreshed set at = statement_timestamp() where view = key;
        if not found then
            insert into refreshed values (key, statement_timestamp());
        end if;
        begin
            execute format('refresh materialized view concurrently %s', key);
            outcome := 'concurrently';
        exception when object_not_in_prerequisite_state or feature_not_supported then
            execute format('refresh materialized view %s', key);
            outcome := 'plain';
        end;
    end if;
    perform set_config('refresh.outcome', outcome, true);
end $$
"""


def refresh(conn, view):
    with conn.transaction():
        conn.execute(sql.SQL(BLOCK).format(view=sql.Literal(view)))
        return conn.execute("select current_setting('refresh.outcome')").fetchone()[0]
