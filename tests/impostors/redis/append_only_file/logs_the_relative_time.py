# expect: PEXPIRE k 100 was logged as it came
"""Logs PEXPIRE as it came, so that its time begins anew whenever the log is read."""

from solutions.redis.append_only_file import AofServer as Reference
from solutions.redis.append_only_file import CorruptAof, Replay, encode, replay, rewrite

__all__ = ["AofServer", "CorruptAof", "Replay", "encode", "replay", "rewrite"]


class AofServer(Reference):
    def execute(self, db, *words):
        reply = super().execute(db, *words)
        if words[0] == b"PEXPIRE" and reply:
            self._append(encode(*words))
        return reply

    def __init__(self, keyspace, append, clock):
        def without_moments(data):
            if b"PEXPIREAT" not in data:
                append(data)

        super().__init__(keyspace, without_moments, clock)
