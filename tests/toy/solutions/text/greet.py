"""An f-string.

Interview: when are f-strings the wrong tool?

Hints
-----
1. Which string literals have blanks to fill?
2. What goes into the braces?
3. One line.
"""


def greet(name: str) -> str:
    return f"Hello, {name}!"
