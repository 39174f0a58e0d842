# expect: at most 16 kB, however many come; with 1500 visitors it takes \d{5} bytes
"""Keeps every visitor in a set, which is exact and grows with each of them."""

from solutions.redis.data_type_modeling import (
    add_score,
    befriend,
    count_on,
    is_on,
    mutual_friends,
    push_view,
    rank,
    read_field,
    recent_views,
    switch,
    top,
    write_session,
)

__all__ = [
    "add_score",
    "befriend",
    "count_on",
    "is_on",
    "mutual_friends",
    "push_view",
    "rank",
    "read_field",
    "recent_views",
    "switch",
    "top",
    "track_visit",
    "visitors",
    "write_session",
]


def track_visit(client, day, user):
    client.sadd(f"visitors:{day}", user)


def visitors(client, *days):
    return len(client.sunion(f"visitors:{day}" for day in days))
