"""The lock of the client library, which acquires and counts in one transaction; fences sorted."""

from redis.exceptions import LockError
from redis.lock import Lock as LibraryLock


class Counting(LibraryLock):
    fence = None

    def do_acquire(self, token):
        with self.redis.pipeline() as pipe:
            pipe.set(self.name, token, nx=True, px=round(self.timeout * 1000))
            pipe.incr(f"{self.name}:count")
            is_mine, fence = pipe.execute()
        self.fence = fence if is_mine else None
        return bool(is_mine)


class Lock:
    def __init__(self, client, name, *, ttl_ms):
        if ttl_ms <= 0:
            raise ValueError(ttl_ms)
        self._lock = Counting(
            client, f"{{{name}}}", timeout=ttl_ms / 1000, blocking=False, thread_local=False
        )

    def acquire(self):
        return self._lock.fence if self._lock.acquire() else None

    def extend(self, ttl_ms):
        if ttl_ms <= 0:
            raise ValueError(ttl_ms)
        try:
            return self._lock.extend(ttl_ms / 1000, replace_ttl=True)
        except LockError:
            return False

    def release(self):
        try:
            self._lock.release()
        except LockError:
            return False
        return True


WRITE = """
local highest = redis.call('zrevrange', KEYS[1], 0, 0, 'WITHSCORES')[2]
if highest and tonumber(highest) > tonumber(ARGV[1]) then
    return false
end
redis.call('del', KEYS[1])
return redis.call('zadd', KEYS[1], ARGV[1], ARGV[2])
"""


class FencedStore:
    def __init__(self, client):
        self._client, self._write = client, client.register_script(WRITE)

    def read(self, key):
        return next(iter(self._client.zrange(key, 0, 0)), None)

    def write(self, key, value, fence):
        return self._write(keys=[key], args=[fence, value]) is not None
