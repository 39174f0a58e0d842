# expect: (?s)a command counts when it is whole.*CorruptAof
"""Takes a torn last command for damage, so that no server starts after a crash."""

from solutions.redis.append_only_file import AofServer, CorruptAof, Replay, encode, rewrite
from solutions.redis.append_only_file import replay as replay_leniently

__all__ = ["AofServer", "CorruptAof", "Replay", "encode", "replay", "rewrite"]


def replay(data):
    found = replay_leniently(data)
    if found.good_bytes < len(data):
        raise CorruptAof(f"the log ends inside a command, at byte {len(data)}")
    return found
