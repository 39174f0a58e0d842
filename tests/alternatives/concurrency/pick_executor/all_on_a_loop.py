"""A loop for all but inline: it waits for executors as it does for coroutines."""

import asyncio
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

CHOICES = {
    "AddTax": "inline",
    "PostToLedger": "inline",
    "FillCache": "threads",
    "HashFiles": "threads",
    "ServeClients": "asyncio",
    "CountPrimes": "processes",
    "DecodeVideo": "processes",
}


def run_all(way, workload, items, *, workers):
    ways = {"asyncio": in_tasks, "threads": in_threads, "processes": in_processes}
    if way == "inline":
        return list(map(workload.run, items))
    if way not in ways:
        raise ValueError(way)
    return asyncio.run(ways[way](workload, items, workers))


async def in_tasks(workload, items, workers):
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(workload.arun(item)) for item in items]
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return [task.result() for task in tasks]


async def in_threads(workload, items, workers):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        return await in_pool(pool, workload, items)


async def in_processes(workload, items, workers):
    with ProcessPoolExecutor(max_workers=workers) as pool:
        return await in_pool(pool, workload, items)


async def in_pool(pool, workload, items):
    loop = asyncio.get_running_loop()
    return await asyncio.gather(*[loop.run_in_executor(pool, workload.run, i) for i in items])
