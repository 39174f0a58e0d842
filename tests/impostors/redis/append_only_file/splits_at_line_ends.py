# expect: replay of `SET \\r\\na\\r\\n .*gave
"""Splits the log at its line ends, though a word may contain some."""

from solutions.redis.append_only_file import AofServer, CorruptAof, Replay, encode, rewrite
from solutions.redis.append_only_file import replay as replay_by_length

__all__ = ["AofServer", "CorruptAof", "Replay", "encode", "replay", "rewrite"]


def replay(data):
    *lines, torn = data.split(b"\r\n")
    log, good_bytes = [], len(data) - len(torn)
    while lines and lines[0][1:].isdigit():
        count = int(lines[0][1:])
        log.append(encode(*lines[2 : 2 * count + 1 : 2]))
        del lines[: 2 * count + 1]
    return Replay(replay_by_length(b"".join(log)).keyspace, good_bytes)
