"""Tries and looks whether it worked: compare and set, a CTE that locks."""

OUTCOMES = {
    "dirty_write": ("absent", "absent", "40001", "40001"),
    "dirty_read": ("absent", "absent", "absent", "absent"),
    "non_repeatable_read": ("happens", "happens", "absent", "absent"),
    "phantom": ("happens", "happens", "absent", "absent"),
    "lost_update": ("happens", "happens", "40001", "40001"),
    "missed_row": ("happens", "happens", "40001", "40001"),
    "write_skew": ("happens", "happens", "happens", "40001"),
    "read_only_anomaly": ("happens", "happens", "happens", "40001"),
}


def sell(connection, item, pieces):
    while True:
        [(left,)] = connection.execute("select pieces from stock where item = %s", [item])
        if left < pieces:
            return False
        query = "update stock set pieces = %s where item = %s and pieces = %s"
        if connection.execute(query, [left - pieces, item, left]).rowcount:
            return True


def leave(connection, doctor):
    query = """
        with present as (select name from doctor where on_call order by name for update)
        update doctor set on_call = false where name = %(doctor)s
        and exists (select from present where name <> %(doctor)s)
    """
    return connection.execute(query, {"doctor": doctor}).rowcount == 1
