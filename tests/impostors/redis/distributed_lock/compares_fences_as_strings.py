# expect: fences \[9, 10\]: .* so \[True, True\]; got \[True, False\]
"""Compares the fences as strings, and "10" is less than "9"."""

from solutions.redis.distributed_lock import WRITE, Lock
from solutions.redis.distributed_lock import FencedStore as Reference

__all__ = ["FencedStore", "Lock"]


class FencedStore(Reference):
    def __init__(self, client):
        super().__init__(client)
        self._write = client.register_script(WRITE.replace("tonumber", ""))
