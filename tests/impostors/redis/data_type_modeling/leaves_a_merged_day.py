# expect: visitors only reads, and left these keys behind
"""Merges the days into a key of their own to count it, and never deletes that key."""

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
    merged = f"visitors:{'+'.join(sorted(days))}"
    with client.pipeline() as pipe:
        pipe.pfmerge(merged, *[f"visitors:{day}" for day in days])
        pipe.pfcount(merged)
        return pipe.execute()[1]
