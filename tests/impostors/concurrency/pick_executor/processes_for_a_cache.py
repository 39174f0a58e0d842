# expect: FillCache by processes: `pages` holds 0 of 4
"""Believes that what a worker process stores can be seen by its parent."""

from solutions.concurrency.pick_executor import run_all  # noqa: F401

CHOICES = {
    "AddTax": "inline",
    "PostToLedger": "inline",
    "FillCache": "processes",
    "HashFiles": "threads",
    "ServeClients": "asyncio",
    "CountPrimes": "processes",
    "DecodeVideo": "processes",
}
