# expect: on other accounts T2 can work meanwhile, but nobody can go on
"""Has one lock for all accounts: no race, no deadlock, and no two of them at once."""

import threading

from solutions.concurrency.lost_update import Account as Reference
from solutions.concurrency.lost_update import Counter, LazyConfig, transfer  # noqa: F401


class Account(Reference):
    _the_lock = threading.RLock()

    def __init__(self, balance):
        super().__init__(balance)
        self._lock = self._the_lock
