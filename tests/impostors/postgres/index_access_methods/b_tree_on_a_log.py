# expect: readings_of_a_night: your index takes \d+ kB; 40 are allowed
"""Gives a log in the order of time an index with an entry for every row."""

INDEXES = {
    "sign_in": "create unique index on account (lower(email))",
    "currency_by_code": None,
    "oldest_open_orders": "create index on orders (placed) where status = 'open'",
    "balance_of_an_owner": "create unique index on wallet (owner) include (balance)",
    "unread_messages": None,
    "recalled_devices": "create index on device using gin (doc)",
    "bookings_of_the_hall": "alter table booking add exclude using gist (during with &&)",
    "readings_of_a_night": "create index on reading (at)",
    "session_of_a_token": "create index on session using hash (token)",
}
