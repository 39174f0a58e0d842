# expect: write_session was paused before its EXPIRE, after HSET; .* never expire
"""Sends HSET and EXPIRE in a pipeline without MULTI: a process that dies can leave half of it."""

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
    with client.pipeline(transaction=False) as pipe:
        pipe.hset(f"session:{session}", mapping=fields)
        pipe.expire(f"session:{session}", 1800)
        pipe.execute()
