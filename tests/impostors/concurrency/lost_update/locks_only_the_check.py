# expect: pays out 60 only once, but afterwards .* is \(True, True, -?\d+\)
"""Checks the balance under the lock, and takes the money when the lock is free again."""

from solutions.concurrency.lost_update import Account as Reference
from solutions.concurrency.lost_update import Counter, LazyConfig, transfer  # noqa: F401


class Account(Reference):
    def withdraw(self, amount):
        if amount < 1:
            raise ValueError(amount)
        with self._lock:
            is_covered = amount <= self._balance
        if is_covered:
            self._balance -= amount
        return is_covered
