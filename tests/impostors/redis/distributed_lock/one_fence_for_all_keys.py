# expect: 9 wrote to 'stock' and 2 to 'prices', another key
"""Keeps one highest fence for all keys, though their fences come from different locks."""

from solutions.redis.distributed_lock import FencedStore as Reference
from solutions.redis.distributed_lock import Lock

__all__ = ["FencedStore", "Lock"]

WRITE = """
local highest = redis.call('hget', KEYS[1], 'fence')
if highest and tonumber(highest) > tonumber(ARGV[3]) then
    return 0
end
redis.call('hset', KEYS[1], 'fence', ARGV[3], 'value:' .. ARGV[1], ARGV[2])
return 1
"""


class FencedStore(Reference):
    def __init__(self, client):
        super().__init__(client)
        self._write = client.register_script(WRITE)

    def read(self, key):
        return self._client.hget("store", f"value:{key}")

    def write(self, key, value, fence):
        return bool(self._write(["store"], [key, value, fence]))
