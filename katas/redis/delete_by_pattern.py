"""Delete by pattern: look through millions of keys, and let nobody wait for it.

The server runs one command at a time. KEYS looks at all keys in one go while everybody
else waits, so take SCAN: `client.scan(cursor, match=pattern, count=10)` looks at about
ten keys, and returns the next cursor and a page, those that match. Begin with cursor 0;
the cursor 0 that comes back, and nothing else, says that it was the last page. COUNT
is a hint: pages may be empty, or longer than that, and a key may come on two of them.
Of keys that come or go meanwhile there is no knowing; all others are found.

    >>> client.mset({"cart:1": "", "cart:2": "", "card": ""})  # doctest: +SKIP
    True
    >>> sorted(iter_prefix(client, b"cart:"))  # doctest: +SKIP
    [b'cart:1', b'cart:2']
    >>> delete_prefix(client, b"cart:")  # doctest: +SKIP
    2

MATCH takes a pattern: `*` is any text, `?` any byte, `[a-c]` one of a class, `[^a]` one
that is not in it, and after a backslash the next byte stands for itself. A prefix is no
pattern: `user[1]:` is `user`, a bracket, a 1 and so on. Let the server do the filtering;
the names of other keys are not sent over.

`batch` is how much a command may do: no SCAN has a COUNT above it, no UNLINK has more
keys. A call sends at most four commands for every `batch` keys on the server, matching
or not, and ten more. The client gives bytes. Off limits: KEYS, even in a script, and a
script or transaction that goes through the whole server.
"""

from collections.abc import Iterator

import redis


def glob_escape(literal: bytes) -> bytes:
    """Return a pattern that matches this text and no other."""
    raise NotImplementedError


def iter_prefix(client: redis.Redis, prefix: bytes, *, batch: int = 500) -> Iterator[bytes]:
    """Yield each key that begins with the prefix, once; every key does with b"".

    A page is asked for when a key of it is needed, no sooner. Raise `ValueError`, by
    the first key at the latest and with nothing sent, if `batch` is below 1.
    """
    raise NotImplementedError


def delete_prefix(client: redis.Redis, prefix: bytes, *, batch: int = 500) -> int:
    """Delete all keys that begin with the prefix; return how many this call removed.

    What somebody else deletes meanwhile does not count. Keys go by UNLINK, so that the
    server can free them in the background, and they go as they are found: no more than
    three pages ever wait for it. Raise `ValueError`, with nothing sent, if `batch` is
    below 1, or the prefix empty: that is rather a mistake than a wish.
    """
    raise NotImplementedError
