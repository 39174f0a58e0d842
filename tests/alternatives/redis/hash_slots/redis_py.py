"""What redis-py and the standard library have ready; a random tag is tried until one fits."""

from binascii import crc_hqx
from itertools import groupby
from random import Random

from redis.crc import REDIS_CLUSTER_HASH_SLOTS
from redis.crc import key_slot as slot_of


def crc16(data):
    return crc_hqx(data, 0)


def key_slot(key):
    if not isinstance(key, bytes):
        raise TypeError(key)
    return slot_of(key)


def group_by_slot(keys):
    return {slot: list(group) for slot, group in groupby(sorted(keys, key=slot_of), slot_of)}


def mget(send, keys):
    replies = {
        slot: iter(send(slot, ["MGET", *group])) for slot, group in group_by_slot(keys).items()
    }
    return [next(replies[slot_of(key)]) for key in keys]


def tag_for_slot(slot):
    if slot not in range(REDIS_CLUSTER_HASH_SLOTS):
        raise ValueError(slot)
    random = Random(slot)
    while True:
        tag = random.randbytes(4).hex().encode()
        if slot_of(tag) == slot:
            return tag
