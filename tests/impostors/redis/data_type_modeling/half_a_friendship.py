# expect: befriend\(ann, bob\) was paused .*: bob was already a friend of ann, and ann not yet
"""Makes the two friends in two commands, between which others look and processes die."""

from solutions.redis.data_type_modeling import (
    add_score,
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


def befriend(client, one, other):
    client.sadd(f"friends:{one}", other)
    client.sadd(f"friends:{other}", one)
