# expect: without a sign
"""Shifts a negative perturb, which ends at -1 and never at 0."""

from solutions.structures.compact_dict import CompactDict as Reference


def probe_sequence(hashed, mask):
    perturb = hashed
    slot = hashed & mask
    while True:
        yield slot
        perturb >>= 5
        slot = (5 * slot + perturb + 1) & mask


class CompactDict(Reference):
    def _probe(self, hashed):
        return probe_sequence(hashed, len(self._indices) - 1)
