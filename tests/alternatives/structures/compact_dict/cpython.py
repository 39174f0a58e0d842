"""The real thing: CPython's dict, its index table read out of memory.

Good for CPython 3.11 to 3.13 on 64 bits. Its rounding differs from the brief's where a rebuild
finds one or two live keys (16 slots, not 8), which no test looks at.
"""

import ctypes

INDEX = {1: ctypes.c_int8, 2: ctypes.c_int16, 4: ctypes.c_int32}
KEYS = 32  # where a dict keeps the address of its tables
SLOTS = 8  # where they keep the binary logarithms of the slots, then of their bytes
TABLE = 32


class CompactDict(dict):
    @property
    def indices(self):
        keys = ctypes.c_void_p.from_address(id(self) + KEYS).value
        slots, size = (1 << log for log in (ctypes.c_uint8 * 2).from_address(keys + SLOTS))
        if slots < 8:
            return [-1] * 8  # the tables that all empty dicts share
        return list((INDEX[size // slots] * slots).from_address(keys + TABLE))


def probe_sequence(hashed, mask):
    """Tell them from arithmetic alone, for a dict does not."""
    bits = hashed % 2**64
    slot = bits % (mask + 1)
    while True:
        yield slot
        bits //= 32
        slot = (slot * 5 + bits + 1) % (mask + 1)
