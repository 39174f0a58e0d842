# expect: yet they are two keys
"""Trusts the hash: the first key with the same one will do."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference


class ChainedHashMap(Reference):
    def _find(self, hashed, key):
        return next((entry for entry in self._chain(hashed) if entry.hash == hashed), None)
