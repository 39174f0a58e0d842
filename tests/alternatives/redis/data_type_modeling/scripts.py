"""Everything in scripts, the session as JSON among it."""

import json

PUSH = """
redis.call('rpush', KEYS[1], ARGV[1])
if redis.call('llen', KEYS[1]) > 100 then
    redis.call('lpop', KEYS[1])
end
"""
VIEWS = """
local views, newest = redis.call('lrange', KEYS[1], 0, -1), {}
for place = #views, 1, -1 do
    table.insert(newest, views[place])
end
return newest
"""
BEFRIEND = """
redis.call('sadd', KEYS[1], ARGV[2])
redis.call('sadd', KEYS[2], ARGV[1])
"""
WRITE = """
local session = cjson.decode(redis.call('get', KEYS[1]) or '{}')
for field, value in pairs(cjson.decode(ARGV[1])) do
    session[field] = value
end
redis.call('setex', KEYS[1], 1800, cjson.encode(session))
"""
READ = "return cjson.decode(redis.call('get', KEYS[1]) or '{}')[ARGV[1]]"
RANK = """
local score = redis.call('zscore', KEYS[1], ARGV[1])
return score and redis.call('zcount', KEYS[1], '(' .. score, '+inf') + 1
"""


def add_score(client, board, user, points):
    add = "return redis.call('zincrby', KEYS[1], ARGV[1], ARGV[2])"
    return float(client.eval(add, 1, f"b:{board}", points, user))


def top(client, board, n):
    best = "return redis.call('zrevrange', KEYS[1], 0, ARGV[1] - 1, 'withscores')"
    flat = client.eval(best, 1, f"b:{board}", n)
    return [(user, float(score)) for user, score in zip(flat[::2], flat[1::2], strict=True)]


def rank(client, board, user):
    return client.register_script(RANK)([f"b:{board}"], [user])


def track_visit(client, day, user):
    client.register_script("redis.call('pfadd', KEYS[1], ARGV[1])")([f"d:{day}"], [user])


def visitors(client, *days):
    count = client.register_script("return redis.call('pfcount', unpack(KEYS))")
    return count([f"d:{day}" for day in days])


def push_view(client, user, item):
    client.eval(PUSH, 1, f"v:{user}", item)


def recent_views(client, user):
    return client.eval(VIEWS, 1, f"v:{user}")


def befriend(client, one, other):
    client.eval(BEFRIEND, 2, f"f:{one}", f"f:{other}", one, other)


def mutual_friends(client, one, other):
    both = "return redis.call('sinter', KEYS[1], KEYS[2])"
    return set(client.eval(both, 2, f"f:{one}", f"f:{other}"))


def write_session(client, session, fields):
    client.eval(WRITE, 1, f"s:{session}", json.dumps(fields))


def read_field(client, session, field):
    return client.eval(READ, 1, f"s:{session}", field)


def switch(client, feature, user_id, on):
    put = "redis.call('setbit', KEYS[1], ARGV[1], ARGV[2])"
    client.eval(put, 1, f"o:{feature}", user_id, int(on))


def is_on(client, feature, user_id):
    look = "return redis.call('getbit', KEYS[1], ARGV[1])"
    return client.eval(look, 1, f"o:{feature}", user_id) == 1


def count_on(client, feature):
    return client.eval("return redis.call('bitcount', KEYS[1])", 1, f"o:{feature}")
