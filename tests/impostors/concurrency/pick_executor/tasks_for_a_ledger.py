# expect: PostToLedger by asyncio: .* gave the balances \[10, 20, 30, 40\]
"""Believes that tasks of one thread cannot come between each other."""

from solutions.concurrency.pick_executor import run_all  # noqa: F401

CHOICES = {
    "AddTax": "inline",
    "PostToLedger": "asyncio",
    "FillCache": "threads",
    "HashFiles": "threads",
    "ServeClients": "asyncio",
    "CountPrimes": "processes",
    "DecodeVideo": "processes",
}
