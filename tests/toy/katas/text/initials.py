"""Initials: the first letter of each word.

>>> initials("Grace Hopper")
'GH'
"""


def initials(name: str) -> str:
    raise NotImplementedError
