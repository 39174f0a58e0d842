# expect: no deposit is lost, but afterwards account.balance is 1[12]0
"""Trusts `+=` to be one step."""

from solutions.concurrency.lost_update import Account as Reference
from solutions.concurrency.lost_update import Counter, LazyConfig, transfer  # noqa: F401


class Account(Reference):
    def deposit(self, amount):
        if amount < 1:
            raise ValueError(amount)
        self._balance += amount
