# expect: CountPrimes by threads: the server itself counted
"""Believes that threads compute side by side under the GIL."""

from solutions.concurrency.pick_executor import run_all  # noqa: F401

CHOICES = {
    "AddTax": "inline",
    "PostToLedger": "inline",
    "FillCache": "threads",
    "HashFiles": "threads",
    "ServeClients": "asyncio",
    "CountPrimes": "threads",
    "DecodeVideo": "processes",
}
