# expect: however one rounds, there are such neighbours
"""Combines equality within a tolerance with a hash of the rounded value."""

from solutions.structures.hash_eq_contract import *  # noqa: F403
from solutions.structures.hash_eq_contract import Reading as Reference


class Reading(Reference):
    def __hash__(self):
        return hash(round(self.celsius))
