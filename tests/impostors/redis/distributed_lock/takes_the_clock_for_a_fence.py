# expect: its fence is 1 .*no clock.*got \d{13}
"""Takes the time for a fence, as if all clocks agreed and none were ever set back."""

import time

from solutions.redis.distributed_lock import FencedStore
from solutions.redis.distributed_lock import Lock as Reference

__all__ = ["FencedStore", "Lock"]


class Lock(Reference):
    def acquire(self):
        return None if super().acquire() is None else time.time_ns() // 1_000_000
