# expect: paused in get, before its SET, after GET, and B got .* was called 2 times; look again
"""Keeps the lock beside the entry, and does not look once more when it has got the lock."""

import contextlib

from solutions.redis.cache_aside import DOWN
from solutions.redis.cache_aside import Cache as Reference

SETTLE = """
if redis.call('get', KEYS[1]) ~= ARGV[1] then
    return
end
redis.call('del', KEYS[1])
if ARGV[2] then
    redis.call('set', KEYS[2], ARGV[2], 'PX', ARGV[3])
end
"""


class Cache(Reference):
    def __init__(self, client, loader, **settings):
        super().__init__(client, loader, **settings)
        self._settle_both = client.register_script(SETTLE)

    def _find_or_claim(self, name, mark):
        while (entry := self._client.get(name)) is None:
            if self._client.set(f"lock:{name}", mark, nx=True, px=self._lock_ttl_ms):
                return None
            self._wait()
        return entry

    def _load(self, key, mark):
        name, outcome = f"cache:{key}", []
        try:
            value = self._loader(key)
            outcome = self._entry(value)
            return value
        finally:
            with contextlib.suppress(*DOWN):
                self._settle_both([f"lock:{name}", name], [mark, *outcome])

    def invalidate(self, key):
        self._client.delete(f"lock:cache:{key}", f"cache:{key}")
