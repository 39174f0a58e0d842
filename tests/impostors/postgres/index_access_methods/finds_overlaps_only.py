# expect: bookings_of_the_hall: this row got in(.|\n)*EXCLUDE
"""Finds bookings that overlap by GiST, and leaves it to others to keep them out."""

INDEXES = {
    "sign_in": "create unique index on account (lower(email))",
    "currency_by_code": None,
    "oldest_open_orders": "create index on orders (placed) where status = 'open'",
    "balance_of_an_owner": "create unique index on wallet (owner) include (balance)",
    "unread_messages": None,
    "recalled_devices": "create index on device using gin (doc)",
    "bookings_of_the_hall": "create index on booking using gist (during)",
    "readings_of_a_night": "create index on reading using brin (at) with (pages_per_range = 16)",
    "session_of_a_token": "create index on session using hash (token)",
}
