# expect: three processes called write_session at once
"""Keeps the session as JSON in a string: of two writes at once the later wipes out the other."""

import json

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
    old = json.loads(client.get(f"session:{session}") or "{}")
    client.set(f"session:{session}", json.dumps(old | fields), ex=1800)


def read_field(client, session, field):
    return json.loads(client.get(f"session:{session}") or "{}").get(field)
