# expect: processes, workers=2: \w+: .*(pickle|get local object)
"""Hands a lambda to processes, which nothing can pickle."""

from concurrent.futures import ProcessPoolExecutor

from solutions.concurrency.pick_executor import run_all as reference


def run_all(way, workload, items, *, workers):
    if way != "processes":
        return reference(way, workload, items, workers=workers)
    with ProcessPoolExecutor(workers) as pool:
        return [pool.submit(lambda item=item: workload.run(item)).result() for item in items]
