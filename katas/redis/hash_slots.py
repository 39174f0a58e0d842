"""Hash slots: how a key finds its node in Redis Cluster.

A cluster has 16384 slots, numbered from 0, and each master owns some of them. A
key is in slot CRC16(key) modulo 16384. If it has a hash tag, only the tag is
hashed: what stands between the first "{" and the first "}" after that one. If a
brace is missing or nothing stands between the two, the whole key is hashed. Keys
are bytes of any value.

    >>> key_slot(b"foo"), key_slot(b"{user:7}:cart"), key_slot(b"user:7")
    (12182, 2780, 2780)
    >>> group_by_slot([b"{user:7}:name", b"foo", b"user:7"])
    {2780: [b'{user:7}:name', b'user:7'], 12182: [b'foo']}
    >>> key_slot(b"cart:{" + tag_for_slot(42) + b"}:items")
    42

CRC16 is here the one called XMODEM. A register of 16 bits starts at 0. Each byte
is XORed into its upper eight bits; then, eight times, the register shifts left by
one bit, and if the bit that fell out was a 1, 0x1021 is XORed into what is left.
After the last byte the register is the result.

    >>> hex(crc16(b"123456789"))
    '0x31c3'

A node refuses a command on several keys unless all are in the same slot, even if
it owns the slots of all (CROSSSLOT). So `mget` sends one MGET for each slot.

Off limits: `binascii`, and redis-py, which has all this ready.
"""

from collections.abc import Callable, Sequence

Send = Callable[[int, list[bytes]], list[bytes | None]]
"""`send(slot, [b"MGET", b"a"])` sends the command to the node of the slot, returns its reply."""


def crc16(data: bytes) -> int:
    """Return the CRC16 of the bytes, from 0 to 0xFFFF."""
    raise NotImplementedError


def key_slot(key: bytes) -> int:
    """Return the slot of the key; raise `TypeError` for a `str`, whose bytes nobody knows."""
    raise NotImplementedError


def group_by_slot(keys: Sequence[bytes]) -> dict[int, list[bytes]]:
    """Return for each slot its keys in the order given, as often as they were given."""
    raise NotImplementedError


def mget(send: Send, keys: Sequence[bytes]) -> list[bytes | None]:
    """Return the value of each key, in the order of the keys; None where there is none."""
    raise NotImplementedError


def tag_for_slot(slot: int) -> bytes:
    """Return a hash tag, without braces, that puts keys into this slot.

    Raise `ValueError` unless there is such a slot.
    """
    raise NotImplementedError
