"""Takes hash for equality, SP-GiST for ranges, and constraints with names."""

INDEXES = {
    "sign_in": "create index on account using hash (lower(email))",
    "currency_by_code": None,
    "oldest_open_orders": "create index on orders (placed) where status <> 'done'",
    "balance_of_an_owner": "alter table wallet add unique (owner) include (balance)",
    "unread_messages": None,
    "recalled_devices": "create index concurrently found on device using gin (doc jsonb_ops)",
    "bookings_of_the_hall": "alter table booking add exclude using spgist (during with &&)",
    "readings_of_a_night": "create index on reading using brin (at) with (pages_per_range = 1)",
    "session_of_a_token": "create index on session using hash (token)",
}
