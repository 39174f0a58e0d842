# expect: threads, workers=40: Unmet: 1 of 40 were under way
"""Submits an item and waits for its result before it submits the next."""

from concurrent.futures import ThreadPoolExecutor

from solutions.concurrency.pick_executor import run_all as reference


def run_all(way, workload, items, *, workers):
    if way != "threads":
        return reference(way, workload, items, workers=workers)
    with ThreadPoolExecutor(workers) as pool:
        return [pool.submit(workload.run, item).result() for item in items]
