"""Addition, left to the machine.

Interview: which types add, and which only look as if they did?

Hints
-----
1. What does `+` do with two texts?
2. Ask each argument for its type
   before you add.
3. `isinstance`, twice.
"""


def add(a: int, b: int) -> int:
    if not (isinstance(a, int) and isinstance(b, int)):
        raise TypeError(f"whole numbers are wanted, not {a!r} and {b!r}")
    return a + b
