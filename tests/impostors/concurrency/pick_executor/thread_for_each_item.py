# expect: workers=3, yet 12 items were run in 12 threads
"""Starts a thread for every item, however few workers were granted."""

import threading

from solutions.concurrency.pick_executor import run_all as reference


def run_all(way, workload, items, *, workers):
    if way != "threads":
        return reference(way, workload, items, workers=workers)
    answers = {}

    def work(place, item):
        answers[place] = workload.run(item)

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(items)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answers[place] for place in range(len(items))]
