# expect: run_all returned .*, and its threads still run:\s+ThreadPool
"""Never shuts its pools down."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from solutions.concurrency.pick_executor import run_all as reference

POOLS = {"threads": ThreadPoolExecutor, "processes": ProcessPoolExecutor}


def run_all(way, workload, items, *, workers):
    if way not in POOLS:
        return reference(way, workload, items, workers=workers)
    pool = POOLS[way](workers)
    return list(pool.map(workload.run, items))
