# expect: Point\(1, 2\) and Point\(1\.0, 2\.0\) are equal but their hashes are not
"""Hashes how the coordinates are written, where 1 and 1.0 differ."""

from solutions.structures.hash_eq_contract import *  # noqa: F403
from solutions.structures.hash_eq_contract import Point as Reference


class Point(Reference):
    def __hash__(self):
        return hash(f"{self.x},{self.y}")
