# expect: paused in get, before its SET, after GET, SET, GET; whatever has a TTL expired
"""Looks whether the lock is still its own, and stores in a command after that."""

from solutions.redis.cache_aside import Cache as Reference


class Cache(Reference):
    def __init__(self, client, loader, **settings):
        super().__init__(client, loader, **settings)
        self._settle = self._compare_then_store

    def _compare_then_store(self, keys, words):
        [name], [mark, *outcome] = keys, words
        if self._client.get(name) != mark:
            return
        if outcome:
            self._client.set(name, outcome[0], px=outcome[1])
        else:
            self._client.delete(name)
