# expect: whoever has seen a transfer .* seen is \(90, 100\)
"""Makes a transfer of two calls: between them the money is nowhere."""

from solutions.concurrency.lost_update import Account, Counter, LazyConfig  # noqa: F401


def transfer(source, target, amount):
    if not source.withdraw(amount):
        return False
    target.deposit(amount)
    return True
