"""Keeps a little more in the indexes than is asked for."""

INDEXES = {
    "sign_in": "create index on account (lower(email)) include (id)",
    "currency_by_code": None,
    "oldest_open_orders": "create index on orders (status, placed) where status = 'open'",
    "balance_of_an_owner": "alter table wallet add primary key (owner) include (balance)",
    "unread_messages": None,
    "recalled_devices": "create index on device using gin (doc) with (fastupdate = off)",
    "bookings_of_the_hall": "alter table booking add exclude using gist (during with &&)",
    "readings_of_a_night": "create index on reading using brin (at) with (pages_per_range = 4)",
    "session_of_a_token": "create index on session using hash (token)",
}
