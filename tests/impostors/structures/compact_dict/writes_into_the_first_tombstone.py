# expect: a key is new only when the search came to a -1
"""Looking for a place to write, it stops at the first tombstone and so stores a key twice."""

from solutions.structures.compact_dict import CompactDict as Reference
from solutions.structures.compact_dict import probe_sequence

__all__ = ["CompactDict", "probe_sequence"]


class CompactDict(Reference):
    stop_at_tombstones = False

    def __setitem__(self, key, value):
        self.stop_at_tombstones = True
        super().__setitem__(key, value)

    def _find(self, key, hashed):
        stop, self.stop_at_tombstones = self.stop_at_tombstones, False
        found = super()._find(key, hashed)
        if found and stop:
            for slot in self._probe(hashed):
                if slot == found[0]:
                    break
                if self._indices[slot] < 0:
                    return None
        return found
