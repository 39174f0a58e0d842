# expect: was rewritten as `.*PEXPIREAT.*executing that gives
"""Writes the expiry before the key, where there is nothing yet that could expire."""

from solutions.redis.append_only_file import AofServer, CorruptAof, Replay, encode, replay

__all__ = ["AofServer", "CorruptAof", "Replay", "encode", "replay", "rewrite"]


def rewrite(keyspace):
    log = b""
    for db, items in keyspace.dbs.items():
        log += encode(b"SELECT", b"%d" % db)
        for key, (value, expires_at) in items.items():
            if expires_at is not None:
                log += encode(b"PEXPIREAT", key, b"%d" % expires_at)
            if isinstance(value, bytes):
                log += encode(b"SET", key, value)
            for start in range(0, len(value), 64) if isinstance(value, tuple) else ():
                log += encode(b"RPUSH", key, *value[start : start + 64])
    return log
