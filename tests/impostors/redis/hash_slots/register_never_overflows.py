# expect: the last of the eight shifts pushes the 1 out.*\n.*got 0x11021
"""Never cuts the register to 16 bits: an int of Python keeps the bits that fall out."""

from itertools import count


def crc16(data):
    register = 0
    for byte in data:
        register ^= byte << 8
        for _ in range(8):
            register = (register << 1) ^ (0x1021 if register & 0x8000 else 0)
    return register


def key_slot(key):
    _, _, rest = key.partition(b"{")
    tag, closing_brace, _ = rest.partition(b"}")
    return crc16(tag if tag and closing_brace else key) % 16384


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
