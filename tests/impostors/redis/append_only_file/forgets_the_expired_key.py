# expect: k had expired: there is .* now. The log is
"""Deletes an expired key in memory only, so that the log goes on with its old value."""

from solutions.redis.append_only_file import AofServer as Reference
from solutions.redis.append_only_file import CorruptAof, Replay, encode, replay, rewrite

__all__ = ["AofServer", "CorruptAof", "Replay", "encode", "replay", "rewrite"]


class AofServer(Reference):
    def execute(self, db, *words):
        if self._keyspace.is_expired(db, words[1], self._clock()):
            self._keyspace.execute(db, b"DEL", words[1])
        return super().execute(db, *words)
