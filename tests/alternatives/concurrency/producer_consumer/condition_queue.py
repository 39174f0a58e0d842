"""A queue made from scratch on a Condition, with a flag for its end, and futures for results."""

import asyncio
from collections import deque
from contextlib import AsyncExitStack


class PipelineError(ExceptionGroup):
    pass


class Line:
    def __init__(self, size):
        self.size = size
        self.jobs = deque()
        self.closed = False
        self.changed = asyncio.Condition()

    async def put(self, job):
        async with self.changed:
            await self.changed.wait_for(lambda: len(self.jobs) < self.size)
            self.jobs.append(job)
            self.changed.notify_all()

    async def close(self):
        async with self.changed:
            self.closed = True
            self.changed.notify_all()

    def __aiter__(self):
        return self

    async def __anext__(self):
        async with self.changed:
            await self.changed.wait_for(lambda: self.jobs or self.closed)
            if not self.jobs:
                raise StopAsyncIteration
            self.changed.notify_all()
            return self.jobs.popleft()


async def produce(source, line, answers):
    async with AsyncExitStack() as stack:
        if not hasattr(source, "__aiter__"):
            source = one_by_one(source)
        items = aiter(source)
        if hasattr(items, "aclose"):
            stack.push_async_callback(items.aclose)
        async for item in items:
            answer = asyncio.get_running_loop().create_future()
            answers.append(answer)
            await line.put((item, answer))
    await line.close()


async def one_by_one(items):
    for item in items:
        yield item


async def consume(line, handle):
    async for item, answer in line:
        answer.set_result(await handle(item))


async def pipeline(source, handle, *, workers=4, queue_size=8):
    if workers < 1:
        raise ValueError("workers")
    if queue_size < 1:
        raise ValueError("queue_size")
    line, answers, errors = Line(queue_size), [], []
    tasks = {asyncio.create_task(produce(source, line, answers))}
    tasks |= {asyncio.create_task(consume(line, handle)) for _ in range(workers)}
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    finally:
        for task in tasks:
            task.cancel()
        while tasks:
            done, tasks = await asyncio.wait(tasks)
            errors += [task.exception() for task in done if not task.cancelled()]
    errors = [error for error in errors if error]
    if errors:
        raise PipelineError("see exceptions", errors)
    return [answer.result() for answer in answers]
