# expect: mutual_friends asks for at most 100 bytes of them; but the server had to send \d{5}
"""Fetches all friends of both to find the few that they share."""

from solutions.redis.data_type_modeling import (
    add_score,
    befriend,
    count_on,
    is_on,
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


def mutual_friends(client, one, other):
    with client.pipeline() as pipe:
        pipe.smembers(f"friends:{one}")
        pipe.smembers(f"friends:{other}")
        ones, others = pipe.execute()
    return ones & others
