# expect: tag_for_slot\(0\) is b'', .* a tag may neither be empty
"""Tries all bytes as tags, none at first: but an empty tag is none, and a brace ends one early."""

from itertools import count

from solutions.redis.hash_slots import crc16, group_by_slot, key_slot, mget

__all__ = ["crc16", "group_by_slot", "key_slot", "mget", "tag_for_slot"]


def tag_for_slot(slot):
    if slot not in range(16384):
        raise ValueError(slot)
    tags = (n.to_bytes((n.bit_length() + 7) // 8, "big") for n in count())
    return next(tag for tag in tags if crc16(tag) % 16384 == slot)
