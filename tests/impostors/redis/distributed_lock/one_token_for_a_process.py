# expect: was acquired by B only: (release|extend) by A must give False; got True
"""Takes host and process id for a token, so that all locks of a process are the same holder."""

import os
import socket

from solutions.redis.distributed_lock import FencedStore
from solutions.redis.distributed_lock import Lock as Reference

__all__ = ["FencedStore", "Lock"]


class Lock(Reference):
    def __init__(self, client, name, *, ttl_ms):
        super().__init__(client, name, ttl_ms=ttl_ms)
        self._token = f"{socket.gethostname()}:{os.getpid()}"
