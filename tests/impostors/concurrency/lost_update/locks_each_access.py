# expect: no deposit is lost, but afterwards account.balance is 1[12]0
"""Locks every read and every write, but not the two together."""

from solutions.concurrency.lost_update import Account as Reference
from solutions.concurrency.lost_update import Counter, LazyConfig, transfer  # noqa: F401


class Account(Reference):
    def _set(self, balance):
        with self._lock:
            self._balance = balance

    def deposit(self, amount):
        if amount < 1:
            raise ValueError(amount)
        self._set(self.balance + amount)

    def withdraw(self, amount):
        if amount < 1:
            raise ValueError(amount)
        if amount > self.balance:
            return False
        self._set(self.balance - amount)
        return True
