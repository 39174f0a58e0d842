# expect: asyncio: one of three items raised Unmet, run_all returned \[
"""Gathers errors among the answers, where nobody looks for them."""

import asyncio

from solutions.concurrency.pick_executor import run_all as reference


async def gathered(workload, items):
    return await asyncio.gather(*[workload.arun(item) for item in items], return_exceptions=True)


def run_all(way, workload, items, *, workers):
    if way == "asyncio":
        return asyncio.run(gathered(workload, items))
    return reference(way, workload, items, workers=workers)
