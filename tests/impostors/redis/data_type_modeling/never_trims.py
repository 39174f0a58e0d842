# expect: what is older has stayed
"""Reads the last 100 views of a list that is never cut off, and grows for ever."""

from solutions.redis.data_type_modeling import (
    add_score,
    befriend,
    count_on,
    is_on,
    mutual_friends,
    rank,
    read_field,
    switch,
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


def push_view(client, user, item):
    client.lpush(f"views:{user}", item)


def recent_views(client, user):
    return client.lrange(f"views:{user}", 0, 99)
