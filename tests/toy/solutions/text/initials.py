"""Split, take, join.

Interview: what is a word?

Hints
-----
1. What does `str.split` do without arguments?
2. Which index is the first?
3. Join what you took.
"""


def initials(name: str) -> str:
    return "".join(word[0] for word in name.split())
