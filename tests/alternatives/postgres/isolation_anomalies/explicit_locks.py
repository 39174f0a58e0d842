"""A lock before each decision: of the row, of the table."""

OUTCOMES = {
    "read_only_anomaly": ("happens", "happens", "happens", "40001"),
    "write_skew": ("happens", "happens", "happens", "40001"),
    "missed_row": ("happens", "happens", "40001", "40001"),
    "lost_update": ("happens", "happens", "40001", "40001"),
    "phantom": ("happens", "happens", "absent", "absent"),
    "non_repeatable_read": ("happens", "happens", "absent", "absent"),
    "dirty_read": ("absent", "absent", "absent", "absent"),
    "dirty_write": ("absent", "absent", "40001", "40001"),
}


def sell(connection, item, pieces):
    query = "select pieces from stock where item = %s for update"
    [(left,)] = connection.execute(query, [item])
    if left < pieces:
        return False
    connection.execute("update stock set pieces = %s where item = %s", [left - pieces, item])
    return True


def leave(connection, doctor):
    connection.execute("lock table doctor in share row exclusive mode")
    query = "select count(*) from doctor where on_call and name <> %s"
    [(others,)] = connection.execute(query, [doctor])
    if not others:
        return False
    connection.execute("update doctor set on_call = false where name = %s", [doctor])
    return True
