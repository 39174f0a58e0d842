"""Data types, solved by letting the server compute.

A value in Redis has a type, and the type brings the operations. Add, place, intersect
and count happen where the data is, in a single command, and commands are executed one
at a time. A JSON text in a string can hold the same things, but then each change is a
GET, some Python and a SET, and of two changes at once the later SET wipes out the first.

    leaderboard  sorted set   ZINCRBY, ZREVRANK O(log n); ZREVRANGE O(log n + k)
    visitors     HyperLogLog  PFADD O(1); PFCOUNT of several keys counts their union
    views        list         LPUSH O(1), and LTRIM drops what it pushed out
    friends      set          SADD O(1); SINTER O(size of the smaller one)
    session      hash         HSET and HGET of one field O(1); one TTL for the whole key
    features     bitmap       SETBIT, GETBIT O(1); BITCOUNT O(bytes)

Three of these need two commands, and a pipeline of redis-py is a transaction unless told
otherwise. It saves the round trip as well. Without it, a crash in between leaves half a
friendship, or a session for ever. MULTI has a limit: its replies come too late to decide
by them; for that there are WATCH and scripts. In a cluster the keys of a transaction
must be in one slot, and two users mostly are not: there, write both sides one by one,
so that repeating does no harm, and repeat.

ZREVRANK counts from 0, and 0 is false: `is None` is the question to ask. The sum of two
PFCOUNTs counts regular visitors twice. ZREVRANGE is also spelt ZRANGE ... REV, since 6.2.

Cost: 1,500 visitors took 56 kB as a set on Valkey 9 and 97 kB on Redis 6.2; a HyperLogLog
never takes more than 12 kB or so, and is wrong by 0.81 % (one standard deviation). The
price is that it cannot tell who came. A bitmap is as long as its highest id: for a
feature that five users of a million have, 125 kB, and a set is smaller. At work, give
boards and days a TTL, too, keep an eye on big keys, and never sort out by hand in Python
what ZRANGE, SMEMBERS or HGETALL bring in full.

Interview: "What is Redis, which kind of database is it, and what did you use it for?"
- A server of data structures: key-value, NoSQL, all data in memory. One thread executes
  commands (others may read and write sockets), so each is atomic and a slow one keeps
  everybody waiting.
- On disk as far as you configure it: snapshots (RDB), a log of writes (AOF), both or
  none. Replicas follow asynchronously; Sentinel or Cluster promote one of them.
- No joins, no constraints, no ad hoc queries, no rollback: you design keys for the
  questions you will ask, and memory is the limit. The truth mostly stays in a relational
  database, and Redis holds what is hot, derived or short-lived.
- Valkey is the fork under the BSD licence since Redis changed its own in 2024; Redis 8
  may be had under the AGPL again.
- Tell one use with numbers: how many keys, which TTL, which maxmemory-policy, what
  happens to users when it is down.

"Which data types has it, and when do you take which?"
- String, up to 512 MB: a cached page, a counter (INCR), a lock or a flag with TTL (SET NX
  PX). Bitmaps and bit fields are commands on strings: dense ids, daily activity.
  HyperLogLog is one as well: how many different ones, roughly.
- Hash: an object whose fields change one by one. A TTL for single fields came with Redis
  7.4 and Valkey 9. An object that is read and written as a whole may be a string.
- List: both ends are O(1), the middle is O(n). The last n of something; a simple queue
  (LMOVE, so that a crashed worker loses nothing).
- Set: membership, tags, intersections, each once and no order.
- Sorted set: an order by score with members that are unique. Leaderboards, delayed jobs
  (score: when), sliding windows (score: the time). Geo is one, with a geohash as score.
- Stream: a log with ids; consumer groups, acknowledgements, taking over from the dead.
  Pub/sub stores nothing: who is not listening misses it.
- Redis 8 has JSON, time series, Bloom filters and their kin, and vector sets built in;
  before, and on Valkey, they are modules, as far as there are any.
- Small ones are stored compactly (a listpack, an intset) and become a hash table or a
  skip list past a limit, e.g. 128 members of a sorted set: OBJECT ENCODING tells.

"Set, bitmap or HyperLogLog for daily visitors?" A set if you must list them, a bitmap if
ids are small dense numbers (and BITOP AND tells who came on all days), a HyperLogLog if
a number within 1 % is enough.

Hints
-----
1. For each task, say what is asked: a place in an order, a number of different ones, the
   last few, who is in both, one field of several, yes or no. Which type answers just
   that, and by which command? https://redis.io/docs/latest/commands is sorted by types.
2. Another process may do the same between any two of your commands. So never read in order
   to write: ZINCRBY, HSET, SETBIT and their like change a part of a value in place.
3. Visitors: PFADD and PFCOUNT, which takes several keys. Features: SETBIT, GETBIT, BITCOUNT.
   And what does `if place` say of the best on the board, whose ZREVRANK is 0?
4. Views are a list: LPUSH, and LTRIM 0 99 in the same transaction. Friends are a set for
   each user: SADD twice, SINTER. Sessions: HSET and EXPIRE.
5. `with client.pipeline() as pipe:`, then `pipe.lpush(...)`, `pipe.ltrim(...)` and
   `pipe.execute()`, which sends MULTI, both commands and EXEC at once. Begin each key with
   what it is: `views:ann`.
"""

# mypy: disable-error-code="return-value, arg-type, operator"
# The annotations of redis-py do not know that replies are decoded.

import redis

VIEWS = 100
SESSION = 30 * 60


def add_score(client: redis.Redis, board: str, user: str, points: float) -> float:
    return client.zincrby(f"board:{board}", points, user)


def top(client: redis.Redis, board: str, n: int) -> list[tuple[str, float]]:
    return client.zrevrange(f"board:{board}", 0, n - 1, withscores=True)


def rank(client: redis.Redis, board: str, user: str) -> int | None:
    above = client.zrevrank(f"board:{board}", user)
    return None if above is None else above + 1


def track_visit(client: redis.Redis, day: str, user: str) -> None:
    client.pfadd(f"visitors:{day}", user)


def visitors(client: redis.Redis, *days: str) -> int:
    return client.pfcount(*[f"visitors:{day}" for day in days])


def push_view(client: redis.Redis, user: str, item: str) -> None:
    with client.pipeline() as pipe:
        pipe.lpush(f"views:{user}", item)
        pipe.ltrim(f"views:{user}", 0, VIEWS - 1)
        pipe.execute()


def recent_views(client: redis.Redis, user: str) -> list[str]:
    return client.lrange(f"views:{user}", 0, -1)


def befriend(client: redis.Redis, one: str, other: str) -> None:
    with client.pipeline() as pipe:
        pipe.sadd(f"friends:{one}", other)
        pipe.sadd(f"friends:{other}", one)
        pipe.execute()


def mutual_friends(client: redis.Redis, one: str, other: str) -> set[str]:
    return client.sinter([f"friends:{one}", f"friends:{other}"])


def write_session(client: redis.Redis, session: str, fields: dict[str, str]) -> None:
    with client.pipeline() as pipe:
        pipe.hset(f"session:{session}", mapping=fields)
        pipe.expire(f"session:{session}", SESSION)
        pipe.execute()


def read_field(client: redis.Redis, session: str, field: str) -> str | None:
    return client.hget(f"session:{session}", field)


def switch(client: redis.Redis, feature: str, user_id: int, on: bool) -> None:
    client.setbit(f"feature:{feature}", user_id, on)


def is_on(client: redis.Redis, feature: str, user_id: int) -> bool:
    return client.getbit(f"feature:{feature}", user_id) == 1


def count_on(client: redis.Redis, feature: str) -> int:
    return client.bitcount(f"feature:{feature}")
