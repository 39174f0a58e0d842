# expect: acquired in vain and must leave the TTL as it is
"""Sets the TTL whether or not it got the lock, so that who asks prolongs it for its holder."""

from solutions.redis.distributed_lock import FencedStore
from solutions.redis.distributed_lock import Lock as Reference

__all__ = ["FencedStore", "Lock"]

ACQUIRE = """
local is_mine = redis.call('setnx', KEYS[1], ARGV[1]) == 1
redis.call('pexpire', KEYS[1], ARGV[2])
return is_mine and redis.call('incr', KEYS[2])
"""


class Lock(Reference):
    def __init__(self, client, name, *, ttl_ms):
        super().__init__(client, name, ttl_ms=ttl_ms)
        self._acquire = client.register_script(ACQUIRE)
