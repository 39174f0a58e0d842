# expect: a "}" before the "{" closes nothing
"""Looks for the closing brace from the start of the key, not from the opening one."""

from itertools import count

from solutions.redis.hash_slots import crc16

__all__ = ["crc16", "group_by_slot", "key_slot", "mget", "tag_for_slot"]


def key_slot(key):
    start, end = key.find(b"{"), key.find(b"}")
    tag = key[start + 1 : end] if start != -1 and end != -1 else b""
    return crc16(tag or key) % 16384


def group_by_slot(keys):
    groups = {}
    for key in keys:
        groups.setdefault(key_slot(key), []).append(key)
    return groups


def mget(send, keys):
    values = {}
    for slot, group in group_by_slot(keys).items():
        values.update(zip(group, send(slot, [b"MGET", *group]), strict=True))
    return [values[key] for key in keys]


def tag_for_slot(slot):
    if slot not in range(16384):
        raise ValueError(slot)
    return next(tag for tag in (b"%d" % n for n in count()) if key_slot(tag) == slot)
