# expect: what counts the fences has none
"""Gives the counter of the fences the TTL of the lock, so that it starts again after a while."""

from solutions.redis.distributed_lock import FencedStore
from solutions.redis.distributed_lock import Lock as Reference

__all__ = ["FencedStore", "Lock"]

ACQUIRE = """
if redis.call('set', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then
    local fence = redis.call('incr', KEYS[2])
    redis.call('pexpire', KEYS[2], ARGV[2])
    return fence
end
"""


class Lock(Reference):
    def __init__(self, client, name, *, ttl_ms):
        super().__init__(client, name, ttl_ms=ttl_ms)
        self._acquire = client.register_script(ACQUIRE)
