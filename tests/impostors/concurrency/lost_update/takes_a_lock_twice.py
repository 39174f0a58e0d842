# expect: may transfer to itself, .* a deadlock:\s+T1 +waits .* for a lock that it took
"""Orders plain locks, and forgets that source and target may be one account with one lock."""

import threading

from solutions.concurrency.lost_update import Account as Reference
from solutions.concurrency.lost_update import Counter, LazyConfig, transfer  # noqa: F401


class Account(Reference):
    def __init__(self, balance):
        super().__init__(balance)
        self._lock = threading.Lock()
