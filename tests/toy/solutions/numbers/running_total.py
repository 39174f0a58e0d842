"""One number is all the memory that a sum needs.

Hints
-----
1. How much must be remembered?
"""


class RunningTotal:
    def __init__(self) -> None:
        self._sum = 0

    def take(self, amount: int) -> None:
        self._sum += amount

    def value(self) -> int:
        return self._sum
