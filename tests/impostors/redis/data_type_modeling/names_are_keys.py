# expect: are all called 'ann': .*WRONGTYPE|are all called 'ann': WRONGTYPE
"""Uses the bare name as the key, where things of another kind may be already."""

from solutions.redis.data_type_modeling import (
    befriend,
    count_on,
    is_on,
    mutual_friends,
    read_field,
    switch,
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


def add_score(client, board, user, points):
    return client.zincrby(board, points, user)


def top(client, board, n):
    return client.zrevrange(board, 0, n - 1, withscores=True)


def rank(client, board, user):
    above = client.zrevrank(board, user)
    return None if above is None else above + 1


def push_view(client, user, item):
    with client.pipeline() as pipe:
        pipe.lpush(user, item)
        pipe.ltrim(user, 0, 99)
        pipe.execute()


def recent_views(client, user):
    return client.lrange(user, 0, -1)
