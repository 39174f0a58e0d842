# expect: the log held SELECT 5.*there is .* now. The log is
"""Takes it that the log is in database 0 when a server begins to append to it."""

from solutions.redis.append_only_file import AofServer as Reference
from solutions.redis.append_only_file import CorruptAof, Replay, encode, replay, rewrite

__all__ = ["AofServer", "CorruptAof", "Replay", "encode", "replay", "rewrite"]


class AofServer(Reference):
    def __init__(self, keyspace, append, clock):
        super().__init__(keyspace, append, clock)
        self._selected = 0
