# expect: that changed nothing; yet the log was `.*` and is now
"""Logs each command before it is executed, those that change nothing or fail included."""

from solutions.redis.append_only_file import AofServer as Reference
from solutions.redis.append_only_file import CorruptAof, Replay, encode, replay, rewrite

__all__ = ["AofServer", "CorruptAof", "Replay", "encode", "replay", "rewrite"]


class AofServer(Reference):
    def _change(self, db, *words):
        if words[0] != b"GET":
            if self._selected != db:
                self._append(encode(b"SELECT", b"%d" % db))
                self._selected = db
            self._append(encode(*words))
        return self._keyspace.execute(db, *words)
