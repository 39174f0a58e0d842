"""One number is all the memory that a sum needs.

Interview: how much memory does a sum of a million numbers take?

Hints
-----
1. How much must be remembered?
2. Does the order matter?
3. One attribute.
"""


class RunningTotal:
    def __init__(self) -> None:
        self._sum = 0

    def take(self, amount: int) -> None:
        self._sum += amount

    def value(self) -> int:
        return self._sum
