# expect: visitors of monday and tuesday were 3, each counted once; got 4
"""Adds up the visitors of each day, so that who came twice counts twice."""

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


def visitors(client, *days):
    with client.pipeline() as pipe:
        for day in days:
            pipe.pfcount(f"visitors:{day}")
        return sum(pipe.execute())
