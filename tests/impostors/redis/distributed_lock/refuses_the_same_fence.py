# expect: fences \[5, 5, 4, 4\]: .*; got \[True, False, False, False\]
"""Accepts a fence only once: a holder can never write twice to a key."""

from solutions.redis.distributed_lock import WRITE, Lock
from solutions.redis.distributed_lock import FencedStore as Reference

__all__ = ["FencedStore", "Lock"]


class FencedStore(Reference):
    def __init__(self, client):
        super().__init__(client)
        self._write = client.register_script(WRITE.replace(" > ", " >= "))
