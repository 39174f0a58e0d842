# expect: (?s)between MULTI and EXEC is one change.*replay gave
"""Executes each command as it comes, those after a MULTI without EXEC too."""

from solutions.redis.append_only_file import (
    AofServer,
    CorruptAof,
    Keyspace,
    Replay,
    _commands,
    _redo,
    encode,
    rewrite,
)
from solutions.redis.append_only_file import replay as replay_by_changes

__all__ = ["AofServer", "CorruptAof", "Replay", "encode", "replay", "rewrite"]


def replay(data):
    keyspace, db = Keyspace(), 0
    for command, _ in _commands(data):
        if command not in ([b"MULTI"], [b"EXEC"]):
            db = _redo(keyspace, db, [command])
    return Replay(keyspace, replay_by_changes(data).good_bytes)
