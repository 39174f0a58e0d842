# expect: values stand in the order of the keys
"""Returns the values slot by slot, in the order in which the replies come."""

from solutions.redis.hash_slots import crc16, group_by_slot, key_slot, tag_for_slot

__all__ = ["crc16", "group_by_slot", "key_slot", "mget", "tag_for_slot"]


def mget(send, keys):
    groups = group_by_slot(keys)
    return [value for slot in groups for value in send(slot, [b"MGET", *groups[slot]])]
