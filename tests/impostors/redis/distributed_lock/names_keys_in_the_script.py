# expect: a lock: a script must get its keys as KEYS
"""Gives the name to the script as an argument, and no cluster can know where to run it."""

from solutions.redis.distributed_lock import FencedStore
from solutions.redis.distributed_lock import Lock as Reference

__all__ = ["FencedStore", "Lock"]

ACQUIRE = """
local name = '{' .. ARGV[1] .. '}'
if redis.call('set', 'lock:' .. name, ARGV[2], 'NX', 'PX', ARGV[3]) then
    return redis.call('incr', 'fences:' .. name)
end
"""


class Lock(Reference):
    def __init__(self, client, name, *, ttl_ms):
        super().__init__(client, name, ttl_ms=ttl_ms)
        script = client.register_script(ACQUIRE)
        self._acquire = lambda keys, words: script([], [name, *words])
