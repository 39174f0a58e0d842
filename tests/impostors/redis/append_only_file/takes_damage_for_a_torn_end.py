# expect: CorruptAof was due
"""Stops at the first thing it cannot read, and so drops good commands behind it in silence."""

from solutions.redis.append_only_file import AofServer, CorruptAof, Replay, encode, rewrite
from solutions.redis.append_only_file import replay as replay_strictly

__all__ = ["AofServer", "CorruptAof", "Replay", "encode", "replay", "rewrite"]


def replay(data):
    try:
        return replay_strictly(data)
    except CorruptAof:
        return replay(data[:-1])
