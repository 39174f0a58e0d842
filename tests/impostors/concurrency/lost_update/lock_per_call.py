# expect: no deposit is lost, but afterwards account.balance is 1[12]0
"""Makes a lock for each call, which nobody else can ever wait for."""

import threading

from solutions.concurrency.lost_update import Account as Reference
from solutions.concurrency.lost_update import Counter, LazyConfig, transfer  # noqa: F401


class Account(Reference):
    def deposit(self, amount):
        if amount < 1:
            raise ValueError(amount)
        lock = threading.Lock()
        with lock:
            self._balance += amount
