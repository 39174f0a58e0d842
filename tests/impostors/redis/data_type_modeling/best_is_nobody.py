# expect: their ranks are \[1, 2, 3\]; got \[None, 2, 3\]
"""Takes the 0 of the best user for no rank at all, as both are false."""

from solutions.redis.data_type_modeling import (
    add_score,
    befriend,
    count_on,
    is_on,
    mutual_friends,
    push_view,
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


def rank(client, board, user):
    above = client.zrevrank(f"board:{board}", user)
    return above + 1 if above else None
