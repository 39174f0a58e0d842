# expect: asyncio, workers=40: Unmet: 1 of 40 were under way
"""Awaits each coroutine before it makes the next."""

import asyncio

from solutions.concurrency.pick_executor import run_all as reference


async def one_by_one(workload, items):
    return [await workload.arun(item) for item in items]


def run_all(way, workload, items, *, workers):
    if way == "asyncio":
        return asyncio.run(one_by_one(workload, items))
    return reference(way, workload, items, workers=workers)
