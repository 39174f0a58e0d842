# expect: paused in write, before its HSET, after EVALSHA; .* must be b'by B' in the end
"""Raises the fence in a script, and writes the value after it, when there may be a higher one."""

from solutions.redis.distributed_lock import WRITE, Lock
from solutions.redis.distributed_lock import FencedStore as Reference

__all__ = ["FencedStore", "Lock"]


class FencedStore(Reference):
    def __init__(self, client):
        super().__init__(client)
        self._write = client.register_script(WRITE.replace("'value', ARGV[1], ", ""))

    def write(self, key, value, fence):
        if not super().write(key, value, fence):
            return False
        self._client.hset(f"store:{key}", "value", value)
        return True
