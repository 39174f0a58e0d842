# expect: transfers in opposite directions both end, but nobody can go on, a deadlock
"""Takes the lock of the source first, so that two opposite transfers hold what the other needs."""

from solutions.concurrency.lost_update import Account, Counter, LazyConfig  # noqa: F401


def transfer(source, target, amount):
    if amount < 1:
        raise ValueError(amount)
    with source._lock, target._lock:
        if amount > source._balance:
            return False
        source._balance -= amount
        target._balance += amount
        return True
