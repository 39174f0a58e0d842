# expect: a process died in get, before its PEXPIRE, after GET, SETNX, and these keys will never
"""Takes the lock and gives it its TTL in two commands: who dies in between locks for ever."""

from solutions.redis.cache_aside import LOADING
from solutions.redis.cache_aside import Cache as Reference


class Cache(Reference):
    def _find_or_claim(self, name, mark):
        while True:
            entry = self._client.get(name)
            if entry is None:
                if self._client.setnx(name, mark):
                    self._client.pexpire(name, self._lock_ttl_ms)
                    return None
            elif entry.startswith(LOADING):
                self._wait()
            else:
                return entry
