# expect: the keys of a slot need not stand side by side
"""Groups without sorting first: of a slot met again, the last run of keys replaces the others."""

from itertools import groupby

from solutions.redis.hash_slots import crc16, key_slot, tag_for_slot

__all__ = ["crc16", "group_by_slot", "key_slot", "mget", "tag_for_slot"]


def group_by_slot(keys):
    return {slot: list(group) for slot, group in groupby(keys, key_slot)}


def mget(send, keys):
    values = {}
    for slot, group in group_by_slot(keys).items():
        values.update(zip(group, send(slot, [b"MGET", *group]), strict=True))
    return [values[key] for key in keys]
