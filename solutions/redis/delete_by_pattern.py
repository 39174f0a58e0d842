"""Delete by pattern, solved with a generator of pages.

Both functions walk the same pages, and only the pages know of cursors. Neither of them
asks how long a page is: for an empty one the loops over it do nothing, and a long one
is cut into slices.

Duplicates are met in two ways. Who hands out keys must remember them, in a set that
grows with the keys found. Who deletes need not: UNLINK replies how many were there, so
a second time counts 0, and so does a key that expired or that somebody else was faster
to delete. That is why `delete_prefix` does not use `iter_prefix`.

Four bytes mean something outside a class: `*`, `?`, `[` and the backslash. `]`, `^` and
`-` do so only inside of one, and with every `[` escaped there is none. `re.escape`
does as well, since a backslash is allowed before any byte. `glob.escape` does not: for
a shell, and for `fnmatch`, it is right to leave backslashes alone.

Cost: O(n) for the n keys of the whole server, however few match, in n/batch round trips.
A larger batch means fewer of them, and others wait longer for each: 100 to 1000 is
usual. `client.scan_iter` is the loop over the cursor, duplicates included.

Interview: "What is the trouble with KEYS, and what do you use instead?"
- One thread runs the commands, one after the other. KEYS is O(n) over all keys of the
  database, whatever the pattern, and collects the reply in memory: with ten million
  keys everybody waits for seconds, health checks fail, a failover may start. In a script
  it is the same. Forbid it: `ACL SETUSER app -keys`, or `-@dangerous`. Relatives: SMEMBERS,
  HGETALL and LRANGE of something big, FLUSHALL without ASYNC, DEL of a big key.
- SCAN guarantees: a key that is there from the first call to the last is returned at
  least once, and the walk ends if the table does not grow faster than it is walked. It
  keeps no state on the server: the cursor is all, may be dropped, or used tomorrow. It
  is no snapshot. Keys that come or go may be returned or not.
- Why it can: the cursor is the number of a bucket in the hash table, counted up from its
  highest bit (reversed, plus one, reversed back). A table has 2**k buckets. If it grows,
  bucket b splits into buckets whose numbers end in the bits of b, and in this order they
  follow one another, so what was visited stays behind the cursor. If it shrinks, they
  merge again, and one that was half visited is visited anew: hence duplicates. Rehashing
  moves a few buckets at a time; meanwhile there are two tables, and a step visits the
  bucket of the smaller and all its descendants in the larger.
- Why pages vary: COUNT limits what is looked at, the pattern filters afterwards. An
  empty page says nothing. A bucket is returned whole, so a page can be longer; and a
  small set, hash or sorted set comes in a single page, whatever COUNT says (SSCAN,
  HSCAN, ZSCAN). The pattern does not make it cheaper: there is no index of the names.
- DEL frees the memory before it replies, O(elements) for a collection: a set of millions
  stops the server for a second. UNLINK, since 4.0, takes the key out of the table and
  leaves the freeing to another thread, if the value is large enough to be worth it.
  For DEL itself there is `lazyfree-lazy-user-del`. In small batches, not as one command
  with a million keys, nor in one MULTI.
- In a cluster SCAN sees one node: ask each master, as `RedisCluster.scan_iter` does. The
  keys of one UNLINK must share a slot; some clients split it for you.
- Better not to search. A TTL on every key lets them go by themselves. A version in the
  name, `cart:v7:42`, invalidates all with an INCR of the version; the old ones expire.
  An index, a set with the names of a group, is written with the keys in one MULTI and
  costs memory; keys that expire stay in it until somebody tidies up. Or one hash for
  the group, gone with a single UNLINK, if its fields need no TTLs of their own (they can
  have them from Redis 7.4 and Valkey 9 on).
- To look for big or old keys on a live server: SCAN on a replica, `redis-cli --bigkeys`,
  or an RDB file read offline.

Hints
-----
1. Which of the two, an empty page or the cursor 0, tells that a walk is over? Which can
   be there without the other?
2. Which bytes have a meaning at the start of a pattern, and which only after a `[`?
3. A key comes on two pages. What does the second UNLINK of it reply? And what of a key
   that another process deleted just before?
4. Write one private generator that yields pages. How do you cut a page of 503 keys, or
   of none, into commands of at most 500, without an `if`?
5. `range(0, len(page), batch)` gives the starts of the slices. Add up what
   `client.unlink(*page[start : start + batch])` returns; for `iter_prefix` keep a set of
   what was yielded.
"""

import re
from collections.abc import Iterator
from typing import Any

import redis


def glob_escape(literal: bytes) -> bytes:
    return re.sub(rb"[*?[\\]", rb"\\\g<0>", literal)


def iter_prefix(client: redis.Redis, prefix: bytes, *, batch: int = 500) -> Iterator[bytes]:
    yielded = set()
    for page in _pages(client, prefix, batch):
        for key in page:
            if key not in yielded:
                yielded.add(key)
                yield key


def delete_prefix(client: redis.Redis, prefix: bytes, *, batch: int = 500) -> int:
    if not prefix:
        raise ValueError("the prefix is empty, and all keys begin with that")
    removed = 0
    for page in _pages(client, prefix, batch):
        for start in range(0, len(page), batch):
            removed += client.unlink(*page[start : start + batch])
    return removed


def _pages(client: Any, prefix: bytes, batch: int) -> Iterator[list[bytes]]:
    if batch < 1:
        raise ValueError(f"batch must be at least 1, not {batch}")
    pattern = glob_escape(prefix) + b"*"
    cursor = 0
    while True:
        cursor, page = client.scan(cursor, match=pattern, count=batch)
        yield page
        if cursor == 0:
            return
