"""A CRC without a table, a pattern for the tag, tags of two bytes, values put at their places."""

import re
from collections import defaultdict
from itertools import product

TAG = re.compile(rb"[^{]*\{([^}]+)\}", re.DOTALL)


def crc16(data):
    register = 0
    for byte in data:
        for bit in range(7, -1, -1):
            top = register >> 15 ^ (byte >> bit & 1)
            register = (register << 1 & 0xFFFF) ^ 0x1021 * top
    return register


def key_slot(key):
    found = TAG.match(key)
    return crc16(found[1] if found else key) & 0x3FFF


def group_by_slot(keys):
    groups = defaultdict(list)
    for key in keys:
        groups[key_slot(key)].append(key)
    return groups


def mget(send, keys):
    values = [None] * len(keys)
    distinct = list(dict.fromkeys(keys))
    for slot, group in sorted(group_by_slot(distinct).items()):
        for key, value in zip(group, send(slot, [b"MGET", *group]), strict=True):
            for place, asked in enumerate(keys):
                if asked == key:
                    values[place] = value
    return values


def tag_for_slot(slot):
    for pair in product(set(range(256)) - set(b"{}"), repeat=2):
        if crc16(pair) & 0x3FFF == slot:
            return bytes(pair)
    raise ValueError(slot)
