"""Threads without an executor, which share one iterator; processes by futures."""

import asyncio
import threading
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack

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
    if way not in ("inline", "asyncio", "threads", "processes"):
        raise ValueError(way)
    return globals()[f"by_{way}"](workload, list(items), workers)


def by_inline(workload, items, workers):
    answers = []
    for item in items:
        answers.append(workload.run(item))
    return answers


def by_asyncio(workload, items, workers):
    async def main():
        tasks = [asyncio.ensure_future(workload.arun(item)) for item in items]
        return [await task for task in tasks]

    with asyncio.Runner() as runner:
        return runner.run(main())


def by_threads(workload, items, workers):
    answers, errors = {}, []
    jobs = iter(list(enumerate(items)))
    lock = threading.Lock()

    def work():
        while not errors:
            with lock:
                place, item = next(jobs, (None, None))
            if place is None:
                return
            try:
                answers[place] = workload.run(item)
            except Exception as error:
                errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return [answers[place] for place in range(len(items))]


def by_processes(workload, items, workers):
    with ExitStack() as stack:
        pool = stack.enter_context(ProcessPoolExecutor(workers))
        stack.callback(pool.shutdown, cancel_futures=True)
        futures = [pool.submit(workload.run, item) for item in items]
        return [future.result() for future in futures]
