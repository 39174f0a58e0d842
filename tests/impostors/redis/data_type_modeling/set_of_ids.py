# expect: on for the users 0 to 999 takes at most 1 kB; it takes \d{5} bytes
"""Keeps a set of those for whom the feature is on, at dozens of bytes a user."""

from solutions.redis.data_type_modeling import (
    add_score,
    befriend,
    mutual_friends,
    push_view,
    rank,
    read_field,
    recent_views,
    top,
    track_visit,
    visitors,
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


def switch(client, feature, user_id, on):
    change = client.sadd if on else client.srem
    change(f"feature:{feature}", user_id)


def is_on(client, feature, user_id):
    return bool(client.sismember(f"feature:{feature}", user_id))


def count_on(client, feature):
    return client.scard(f"feature:{feature}")
