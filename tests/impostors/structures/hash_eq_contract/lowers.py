# expect: CaseKey\('Straße'\) == CaseKey\('STRASSE'\) is False: .*casefold
"""Uses lower(), which leaves ß and the final sigma alone."""

from solutions.structures.hash_eq_contract import *  # noqa: F403
from solutions.structures.hash_eq_contract import CaseKey as Reference


class CaseKey(Reference):
    def __init__(self, text):
        self.text = text
        self._folded = text.lower()
