# expect: A acquired twice, the second time in vain: A holds the lock
"""Makes a new token for each attempt and so no longer knows the one it holds the lock with."""

from uuid import uuid4

from solutions.redis.distributed_lock import FencedStore
from solutions.redis.distributed_lock import Lock as Reference

__all__ = ["FencedStore", "Lock"]


class Lock(Reference):
    def acquire(self):
        self._token = uuid4().hex
        return super().acquire()
