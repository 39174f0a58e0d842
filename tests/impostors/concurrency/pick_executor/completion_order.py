# expect: answers have to stand in the order of the items
"""Collects answers as they come."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed

from solutions.concurrency.pick_executor import run_all as reference

POOLS = {"threads": ThreadPoolExecutor, "processes": ProcessPoolExecutor}


def run_all(way, workload, items, *, workers):
    if way not in POOLS:
        return reference(way, workload, items, workers=workers)
    with POOLS[way](workers) as pool:
        futures = [pool.submit(workload.run, item) for item in items]
        return [future.result() for future in as_completed(futures)]
