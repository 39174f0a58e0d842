"""The loop of the client library, a batch gathered key by key, and Python's own escaping."""

import re
from itertools import islice


def glob_escape(literal):
    return re.escape(literal)


def scan(client, prefix, batch):
    return client.scan_iter(match=glob_escape(prefix) + b"*", count=batch)


def iter_prefix(client, prefix, *, batch=500):
    if batch < 1:
        raise ValueError("a batch is 1 or more")
    known = dict.fromkeys([None])
    names = scan(client, prefix, batch)
    return (known.setdefault(key, key) for key in names if key not in known)


def delete_prefix(client, prefix, *, batch=500):
    if batch < 1 or prefix == b"":
        raise ValueError("nothing to do")
    names = scan(client, prefix, batch)
    removed = 0
    while some := list(islice(names, batch)):
        removed += client.unlink(*some)
    return removed
