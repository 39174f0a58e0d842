# expect: s -= s, where s is a, b, c, d, must work
"""Stops an iteration when the size changes, as `set` does, and then is stopped itself."""

from solutions.structures.hash_set import HashSet as Reference


class HashSet(Reference):
    def _entries(self):
        size = len(self)
        for entry in super()._entries():
            yield entry
            if len(self) != size:
                raise RuntimeError("the set changed size during iteration")
