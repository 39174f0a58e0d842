# expect: CROSSSLOT: the keys of one MGET must be in one slot
"""Sends all keys in one MGET to the node of the first, which knows only its own slots."""

from solutions.redis.hash_slots import crc16, group_by_slot, key_slot, tag_for_slot

__all__ = ["crc16", "group_by_slot", "key_slot", "mget", "tag_for_slot"]


def mget(send, keys):
    return send(key_slot(keys[0]), [b"MGET", *keys]) if keys else []
