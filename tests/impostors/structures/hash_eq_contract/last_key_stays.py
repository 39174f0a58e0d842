# expect: gives \{1: 'c'\}, not \{1\.0: 'c'\}
"""Believes that an equal key replaces the first one."""

from solutions.structures.hash_eq_contract import *  # noqa: F403

OUTCOMES = {
    "{1: 'a', True: 'b', 1.0: 'c'}": "{1.0: 'c'}",
    "{True} | {1}": "{True}",
    "{1, 2} - {1.0}": "{2}",
    "hash(-1) == hash(-2)": "True",
    "len({-1, -2})": "2",
    "float('nan') in [float('nan')]": "False",
    "math.nan in {math.nan}": "True",
    "{1} in {frozenset({1})}": "True",
    "{1} in {frozenset({1}): 'a'}": "TypeError",
    "{(1, [2])}": "TypeError",
    "hash(type('Name', (str,), {'__eq__': str.__eq__})('ann'))": "TypeError",
    "make_dataclass('Card', ['rank'])(7) in set()": "TypeError",
}
