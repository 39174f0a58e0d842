# expect: Point\(1, 2\) and Point\(1, 2\) are equal but their hashes are not
"""Compares by value but keeps the hash that every object has."""

from solutions.structures.hash_eq_contract import *  # noqa: F403
from solutions.structures.hash_eq_contract import Point as Reference


class Point(Reference):
    __hash__ = object.__hash__
