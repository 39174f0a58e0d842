# expect: extend\(600000\): 600000 ms from now on must be left; there are 6[56]\d{4}
"""Adds the milliseconds to those that are left."""

from solutions.redis.distributed_lock import FencedStore
from solutions.redis.distributed_lock import Lock as Reference

__all__ = ["FencedStore", "Lock"]

EXTEND = """
if redis.call('get', KEYS[1]) ~= ARGV[1] then
    return 0
end
return redis.call('pexpire', KEYS[1], redis.call('pttl', KEYS[1]) + ARGV[2])
"""


class Lock(Reference):
    def __init__(self, client, name, *, ttl_ms):
        super().__init__(client, name, ttl_ms=ttl_ms)
        self._extend = client.register_script(EXTEND)
