"""redis-py packs the commands, a pattern reads their heads, and deques wait for EXEC."""

import re
from collections import deque
from typing import NamedTuple

import redis

from katas.redis._append_only_file_keyspace import CommandError, Keyspace

LINE = re.compile(rb"([^\r]*)\r\n")


class CorruptAof(Exception):
    pass


class Replay(NamedTuple):
    keyspace: Keyspace
    good_bytes: int


def encode(*words):
    return b"".join(redis.Connection().pack_command(*words))


def heads(data, place, mark):
    line = LINE.match(data, place)
    if line is None:
        return None, place
    if not re.fullmatch(rb"[%b][0-9]+" % mark, line[1]):
        raise CorruptAof(line[1])
    return int(line[1][1:]), line.end()


def next_command(data, place):
    """Return the words and the end, or no words if the log ends first."""
    count, place = heads(data, place, b"*")
    found = []
    for _ in range(count or 0):
        size, place = heads(data, place, b"$")
        if size is None or len(data) < place + size + 2:
            return None, place
        found.append(data[place : place + size])
        place += size + 2
        if not data.endswith(b"\r\n", 0, place):
            raise CorruptAof(f"byte {place}")
    return (None if count is None else found), place


def replay(data):
    keyspace, db, place, good_bytes, waiting, is_waiting = Keyspace(), 0, 0, 0, deque(), False
    while True:
        command, place = next_command(data, place)
        if command is None:
            return Replay(keyspace, good_bytes)
        waiting.append(command)
        is_waiting = (is_waiting or command == [b"MULTI"]) and command != [b"EXEC"]
        while waiting and not is_waiting:
            name, *args = waiting.popleft()
            try:
                if name == b"SELECT":
                    db = int(args[0])
                elif name not in (b"MULTI", b"EXEC"):
                    keyspace.execute(db, name, *args)
            except (CommandError, ValueError) as error:
                raise CorruptAof from error
            good_bytes = place


class AofServer:
    def __init__(self, keyspace, append, clock):
        self.keyspace, self.append, self.clock, self.db = keyspace, append, clock, -1

    def execute(self, db, *words):
        name, key = words[:2]
        commands = [words]
        if name == b"PEXPIRE":
            commands = [(b"PEXPIREAT", key, str(self.clock() + int(words[2])).encode())]
        if self.keyspace.is_expired(db, key, self.clock()):
            commands.insert(0, (b"UNLINK", key))
        for command in commands:
            count = self.keyspace.changes
            reply = self.keyspace.execute(db, *command)
            if self.keyspace.changes > count:
                if db != self.db:
                    self.append(encode("SELECT", db))
                self.db = db
                self.append(encode(*command))
        return reply


def rewrite(keyspace):
    log = []
    for db, items in keyspace.dbs.items():
        log.append(encode("SELECT", db))
        for key, (value, moment) in items.items():
            if isinstance(value, bytes):
                log.append(encode("SET", key, value))
            else:
                pieces = [value[n : n + 64] for n in range(0, len(value), 64)]
                log += [encode("RPUSH", key, *piece) for piece in pieces]
            if moment is not None:
                log.append(encode("PEXPIREAT", key, moment))
    return b"".join(log)
