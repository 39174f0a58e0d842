# expect: no more than 64 may be in one
"""Writes a list as one command, however long it is."""

from solutions.redis.append_only_file import AofServer, CorruptAof, Replay, encode, replay

__all__ = ["AofServer", "CorruptAof", "Replay", "encode", "replay", "rewrite"]


def rewrite(keyspace):
    log = b""
    for db, items in keyspace.dbs.items():
        log += encode(b"SELECT", b"%d" % db)
        for key, (value, expires_at) in items.items():
            if isinstance(value, bytes):
                log += encode(b"SET", key, value)
            else:
                log += encode(b"RPUSH", key, *value)
            if expires_at is not None:
                log += encode(b"PEXPIREAT", key, b"%d" % expires_at)
    return log
