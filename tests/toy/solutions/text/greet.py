"""An f-string.

Hints
-----
1. Which string literals have blanks to fill?
"""


def greet(name: str) -> str:
    return f"Hello, {name}!"
