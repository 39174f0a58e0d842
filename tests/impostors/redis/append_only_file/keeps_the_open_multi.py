# expect: (?s)between MULTI and EXEC is one change.*good_bytes is
"""Counts the commands of a torn transaction as good: what comes next would end up inside it."""

from solutions.redis.append_only_file import (
    AofServer,
    CorruptAof,
    Replay,
    _commands,
    encode,
    rewrite,
)
from solutions.redis.append_only_file import replay as replay_by_changes

__all__ = ["AofServer", "CorruptAof", "Replay", "encode", "replay", "rewrite"]


def replay(data):
    keyspace, good_bytes = replay_by_changes(data)
    for _, end in _commands(data):
        good_bytes = end
    return Replay(keyspace, good_bytes)
