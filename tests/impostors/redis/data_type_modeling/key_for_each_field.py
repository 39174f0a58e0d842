# expect: and 29 minutes later another: all of the session lasts
"""Gives each field a key and a TTL of its own, so that the session loses one after the other."""

from solutions.redis.data_type_modeling import (
    add_score,
    befriend,
    count_on,
    is_on,
    mutual_friends,
    push_view,
    rank,
    recent_views,
    switch,
    top,
    track_visit,
    visitors,
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


def write_session(client, session, fields):
    with client.pipeline() as pipe:
        for field, value in fields.items():
            pipe.set(f"session:{session}:{field}", value, ex=1800)
        pipe.execute()


def read_field(client, session, field):
    return client.get(f"session:{session}:{field}")
