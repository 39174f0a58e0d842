# expect: CaseKey\('Accept'\) == 'Accept' is True: the other one is no CaseKey
"""Wants to be handy and equals strings too, which are not equal to each other."""

from solutions.structures.hash_eq_contract import *  # noqa: F403
from solutions.structures.hash_eq_contract import CaseKey as Reference


class CaseKey(Reference):
    def __eq__(self, other):
        if isinstance(other, str):
            return self._folded == other.casefold()
        return super().__eq__(other)

    __hash__ = Reference.__hash__
