# expect: (?s)executing the log gives the keys that there are.*db=1
"""Notes the database of a command that fails as selected, though no SELECT was logged."""

from solutions.redis.append_only_file import AofServer as Reference
from solutions.redis.append_only_file import CorruptAof, Replay, encode, replay, rewrite

__all__ = ["AofServer", "CorruptAof", "Replay", "encode", "replay", "rewrite"]


class AofServer(Reference):
    def _change(self, db, *words):
        before, was_selected = self._keyspace.changes, self._selected == db
        self._selected = db
        reply = self._keyspace.execute(db, *words)
        if self._keyspace.changes != before:
            if not was_selected:
                self._append(encode(b"SELECT", b"%d" % db))
            self._append(encode(*words))
        return reply
