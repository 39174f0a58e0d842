"""Split, take, join.

Hints
-----
1. What does `str.split` do without arguments?
"""


def initials(name: str) -> str:
    return "".join(word[0] for word in name.split())
