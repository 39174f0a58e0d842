# expect: shortest is \d+ ms: evenly spread from 2700000, some are shorter
"""Gives all entries the same TTL: what was loaded together expires together."""

from solutions.redis.cache_aside import Cache as Reference


class Cache(Reference):
    def __init__(self, client, loader, *, jitter, **times):
        super().__init__(client, loader, jitter=0.0, **times)
