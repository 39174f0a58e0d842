"""Logs the state that a command left, in one transaction; replays into a copy at each MULTI."""

import copy
from typing import NamedTuple

from katas.redis._append_only_file_keyspace import CommandError, Keyspace


class CorruptAof(ValueError):
    pass


class Replay(NamedTuple):
    keyspace: Keyspace
    good_bytes: int


class Torn(Exception):
    pass


def encode(*words):
    lines = [f"*{len(words)}".encode()]
    for word in words:
        lines += [f"${len(word)}".encode(), word]
    return b"\r\n".join([*lines, b""])


def replay(data):
    keyspace, db, place, begun = Keyspace(), 0, 0, None
    good = Replay(keyspace, 0)
    while place < len(data):
        try:
            command, place = parsed(data, place)
        except Torn:
            break
        match command:
            case [b"MULTI"]:
                good = Replay(copy.deepcopy(keyspace), good.good_bytes)
                begun = place
                continue
            case [b"EXEC"]:
                begun = None
            case [b"SELECT", name]:
                if not name.isdigit():
                    raise CorruptAof(f"SELECT {name}")
                db = int(name)
            case _:
                try:
                    keyspace.execute(db, *command)
                except CommandError:
                    raise CorruptAof(f"{command} before byte {place}") from None
        if begun is None:
            good = Replay(keyspace, place)
    return good


def parsed(data, place):
    count, place = number(data, place, "*")
    command = []
    for _ in range(count):
        size, place = number(data, place, "$")
        end = place + size
        if end + 2 > len(data):
            raise Torn
        if data[end : end + 2] != b"\r\n":
            raise CorruptAof(f"no line end at {end}")
        command.append(data[place:end])
        place = end + 2
    return command, place


def number(data, place, mark):
    end = data.find(b"\r\n", place)
    if end < 0:
        raise Torn
    if data[place] != ord(mark) or not data[place + 1 : end].isdigit():
        raise CorruptAof(f"byte {place}: {data[place:end]!r}")
    return int(data[place + 1 : end]), end + 2


class AofServer:
    def __init__(self, keyspace, append, clock):
        self.keyspace, self.append, self.clock = keyspace, append, clock

    def execute(self, db, *words):
        now = self.clock()
        for number, items in list(self.keyspace.dbs.items()):
            for key in list(items):
                if self.keyspace.is_expired(number, key, now):
                    self.keyspace.execute(number, b"DEL", key)
                    self.append(encode(b"SELECT", b"%d" % number) + encode(b"DEL", key))
        name, key, *args = words
        if name == b"PEXPIRE":
            words = b"PEXPIREAT", key, b"%d" % (now + int(args[0]))
        before = copy.deepcopy(self.keyspace.dbs)
        reply = self.keyspace.execute(db, *words)
        if self.keyspace.dbs != before:
            self.append(b"".join([*self.effects(db, key)]))
        return reply

    def effects(self, db, key):
        yield encode(b"MULTI")
        yield encode(b"SELECT", b"%d" % db)
        yield encode(b"DEL", key)
        item = self.keyspace.dbs.get(db, {}).get(key)
        if item is not None:
            yield from image(key, item)
        yield encode(b"EXEC")


def image(key, item):
    if isinstance(item.value, tuple):
        rest = list(item.value)
        while rest:
            yield encode(b"RPUSH", key, *rest[:64])
            del rest[:64]
    else:
        yield encode(b"SET", key, item.value)
    if item.expires_at is not None:
        yield encode(b"PEXPIREAT", key, str(item.expires_at).encode())


def rewrite(keyspace):
    log = bytearray()
    for db in sorted(keyspace.dbs):
        if db:
            log += encode(b"SELECT", b"%d" % db)
        for key in sorted(keyspace.dbs[db]):
            log += b"".join(image(key, keyspace.dbs[db][key]))
    return bytes(log)
