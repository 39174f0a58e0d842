# expect: gives TypeError, not .*even if its base has one
"""Believes that a subclass with its own `__eq__` keeps the hash of its base."""

from solutions.structures.hash_eq_contract import *  # noqa: F403

OUTCOMES = {
    "{1: 'a', True: 'b', 1.0: 'c'}": "{1: 'c'}",
    "{True} | {1}": "{True}",
    "{1, 2} - {1.0}": "{2}",
    "hash(-1) == hash(-2)": "True",
    "len({-1, -2})": "2",
    "float('nan') in [float('nan')]": "False",
    "math.nan in {math.nan}": "True",
    "{1} in {frozenset({1})}": "True",
    "{1} in {frozenset({1}): 'a'}": "TypeError",
    "{(1, [2])}": "TypeError",
    "hash(type('Name', (str,), {'__eq__': str.__eq__})('ann'))": "12345",
    "make_dataclass('Card', ['rank'])(7) in set()": "TypeError",
}
