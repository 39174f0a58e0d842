"""A running total: it remembers what it was given.

>>> total = RunningTotal()
>>> total.take(2)
>>> total.take(3)
>>> total.value()
5
"""


class RunningTotal:
    def __init__(self) -> None:
        raise NotImplementedError

    def take(self, amount: int) -> None:
        raise NotImplementedError

    def value(self) -> int:
        raise NotImplementedError
