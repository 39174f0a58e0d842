"""Pick executor, solved by asking what the work waits for.

Four questions, in this order. Does anything wait or compute for long? If not,
call it: a hand-over to a thread costs some ten microseconds, to a process ten
times that and two picklings, and an addition some ten nanoseconds. May items
overlap at all? A ledger may not, and a lock around each entry only gives back
the loop, dearer. Does it wait for others? Then nothing but overlap is wanted:
coroutines where the library has them and there are many, threads where it
blocks. Does it compute? In CPython one thread at a time runs Python code in a
process, so pure Python needs processes. C code that releases the GIL, such as
hashlib, zlib or numpy, is content with threads, and copies nothing.

Processes are paid for in copies. An open connection, a lock, a memoryview and
a lambda cannot be pickled at all. What can be pickled arrives as a copy, and
the copy that a worker fills is thrown away in silence: answers come home only
by being returned. The same wall is worth having when a library may crash.

`Executor.map` does the rest: it submits everything first, yields answers in
the order of the items, raises the first error among them, and then cancels
what has not been started. The `with` block waits for the threads or processes
to end. `submit(...).result()` inside one comprehension runs the items one by
one and looks nearly the same.

At work, keep one pool for the life of the program, since starting processes
takes longer than most jobs; give `map` a `chunksize` for many small items; and
choose the start method yourself, in the program's main module. `fork` copies
locks that other threads hold at that moment, and may hang: 3.12 warns of it,
3.14 no longer does it by default. From a coroutine, send CPU work away with
`loop.run_in_executor(pool, ...)`, and blocking calls with `asyncio.to_thread`.

Interview: "Threads or processes, and when?" Do not begin with speed, but with
what the work does: waits, computes in Python, computes in C. Explain the GIL in
one sentence, and that it keeps no `x += 1` safe. Name the price of processes:
start-up, memory, pickling, no shared objects; and what they give besides cores:
a crash stays in them. Say why a thousand mostly silent connections belong to
asyncio: a thread for each costs a stack and switches, a coroutine some
kilobytes. Say that a blocking call inside a coroutine stops everybody.
Then offer to measure: CPU time against elapsed time tells which case it is. On
a free-threaded build, threads become the answer for pure Python as well.

Hints
-----
1. For `run_all`, three of the four ways are two lines each. What does
   `concurrent.futures` offer that keeps the order of the items?
2. Who shuts the pool down when an item fails? And what does a generator
   expression over `submit(...).result()` wait for, before it goes on?
3. `asyncio.run` needs a coroutine, and `asyncio.gather` a running loop: write
   a small `async def` that holds the one inside the other.
4. For each workload ask: may items overlap, must they, how many, and does
   the object survive a pickling? Then: who holds the GIL meanwhile?
5. Two rows need no executor, two need threads, two processes, one asyncio.
"""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any

from katas.concurrency._pick_executor_workloads import Workload

CHOICES: dict[str, object] = {
    "AddTax": "inline",
    "PostToLedger": "inline",
    "FillCache": "threads",
    "HashFiles": "threads",
    "ServeClients": "asyncio",
    "CountPrimes": "processes",
    "DecodeVideo": "processes",
}


def run_all(way: str, workload: Workload, items: Sequence[Any], *, workers: int) -> list[Any]:
    match way:
        case "inline":
            return [workload.run(item) for item in items]
        case "asyncio":
            return asyncio.run(_gathered(workload, items))
        case "threads":
            with ThreadPoolExecutor(workers) as pool:
                return list(pool.map(workload.run, items))
        case "processes":
            with ProcessPoolExecutor(workers) as pool:
                return list(pool.map(workload.run, items))
    raise ValueError(f"way must be inline, asyncio, threads or processes, not {way!r}")


async def _gathered(workload: Workload, items: Sequence[Any]) -> list[Any]:
    return await asyncio.gather(*[workload.arun(item) for item in items])
