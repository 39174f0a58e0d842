"""A stream, sorted sets of friends, bit fields, and the older or newer twins of the commands."""


def add_score(client, board, user, points):
    return client.zadd(f"{board}|points", {user: points}, incr=True)


def top(client, board, n):
    return client.zrange(
        f"{board}|points", "+inf", "-inf", byscore=True, desc=True, offset=0, num=n, withscores=True
    )


def rank(client, board, user):
    with client.pipeline() as pipe:
        pipe.zcard(f"{board}|points")
        pipe.zrank(f"{board}|points", user)
        users, below = pipe.execute()
    return None if below is None else users - below


def track_visit(client, day, user):
    client.pfadd(f"{day}|visitors", user)


def visitors(client, *days):
    with client.pipeline() as pipe:
        pipe.pfmerge("union", *[f"{day}|visitors" for day in days])
        pipe.pfcount("union")
        pipe.delete("union")
        return pipe.execute()[1]


def push_view(client, user, item):
    client.xadd(f"{user}|views", {"item": item}, maxlen=100, approximate=False)


def recent_views(client, user):
    return [view["item"] for _, view in client.xrevrange(f"{user}|views")]


def befriend(client, one, other):
    with client.pipeline() as pipe:
        pipe.zadd(f"{one}|friends", {other: 0})
        pipe.zadd(f"{other}|friends", {one: 0})
        pipe.execute()


def mutual_friends(client, one, other):
    return set(client.zinter([f"{one}|friends", f"{other}|friends"]))


def write_session(client, session, fields):
    with client.pipeline() as pipe:
        for field, value in fields.items():
            pipe.hset(f"{session}|session", field, value)
        pipe.pexpire(f"{session}|session", 1_800_000)
        pipe.execute()


def read_field(client, session, field):
    return client.hmget(f"{session}|session", [field])[0]


def switch(client, feature, user_id, on):
    client.bitfield(f"{feature}|on").set("u1", user_id, int(on)).execute()


def is_on(client, feature, user_id):
    return client.bitfield(f"{feature}|on").get("u1", user_id).execute() == [1]


def count_on(client, feature):
    return client.bitcount(f"{feature}|on", 0, -1)
