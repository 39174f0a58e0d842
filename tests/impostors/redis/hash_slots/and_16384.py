# expect: key_slot\(b'foo'\) must be 44950 % 16384 = 12182; got 0
"""Takes the CRC & 16384 for the CRC % 16384, which is & 16383."""

from solutions.redis.hash_slots import crc16, tag_for_slot

__all__ = ["crc16", "group_by_slot", "key_slot", "mget", "tag_for_slot"]


def key_slot(key):
    _, _, rest = key.partition(b"{")
    tag, closing_brace, _ = rest.partition(b"}")
    return crc16(tag if tag and closing_brace else key) & 16384


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
