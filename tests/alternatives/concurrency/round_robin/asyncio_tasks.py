"""asyncio itself, on a loop whose time jumps: a coroutine drives each generator."""

import asyncio
import math
from typing import NamedTuple


class Sleep(NamedTuple):
    seconds: float


class Join(NamedTuple):
    task: object


class Task:
    def __init__(self, generator):
        self.generator = generator
        self.ended = asyncio.Event()
        self.value = self.error = None
        self.joined = False


class DeadlockError(Exception):
    pass


class Loop(asyncio.BaseEventLoop):
    """asyncio's loop, whose selector waits for nothing and moves the clock instead."""

    def __init__(self):
        super().__init__()
        self.now = 0.0
        self._selector = self
        self.sleepers = {}

    def time(self):
        return self.now

    def select(self, timeout):
        if timeout is None:
            raise DeadlockError
        if timeout > 0:
            self.now = self._scheduled[0].when()
        self._clock_resolution = math.ulp(self.now)

    def _process_events(self, events):
        pass

    async def sleep(self, seconds):
        # One timer for all who wake together: asyncio's heap has no order for equal times.
        time = self.now + seconds
        future = self.create_future()
        if time not in self.sleepers:
            self.sleepers[time] = []
            self.call_at(time, self.wake, time)
        self.sleepers[time].append(future)
        await future

    def wake(self, time):
        for future in self.sleepers.pop(time):
            future.set_result(None)


class Scheduler:
    now = 0.0

    def __init__(self):
        self.loop = None
        self.tasks = []
        self.failed = []

    def spawn(self, generator):
        task = Task(generator)
        self.tasks.append(task)
        if self.loop:
            self.start(task)
        return task

    def start(self, task):
        task.driver = self.loop.create_task(self.drive(task))

    async def drive(self, task):
        value = error = None
        try:
            while True:
                self.now = self.loop.now
                wish = task.generator.throw(error) if error else task.generator.send(value)
                value = error = None
                try:
                    value = await self.grant(wish)
                except Exception as problem:
                    error = problem
        except StopIteration as stop:
            task.value = stop.value
        except Exception as problem:
            task.error = problem
            self.failed.append(task)
        task.ended.set()

    async def grant(self, wish):
        match wish:
            case Sleep(seconds) if seconds > 0:
                return await self.loop.sleep(seconds)
            case Join(task):
                task.joined = True
                await (asyncio.sleep(0) if task.ended.is_set() else task.ended.wait())
                if task.error:
                    raise task.error
                return task.value
        await asyncio.sleep(0)
        if isinstance(wish, Sleep) and wish.seconds < 0:
            raise ValueError(wish)
        if wish is not None and not isinstance(wish, Sleep):
            raise TypeError(wish)
        return None

    async def main(self):
        for task in self.tasks:
            self.start(task)
        for task in self.tasks:
            await task.driver

    def run(self):
        self.loop = Loop()
        try:
            self.loop.run_until_complete(self.main())
        except DeadlockError:
            self.cancel(asyncio.all_tasks(self.loop))
        finally:
            self.loop.close()
        for task in self.failed:
            if not task.joined:
                raise task.error
        waiting = [task.generator.__name__ for task in self.tasks if not task.ended.is_set()]
        if waiting:
            raise RuntimeError(" ".join(waiting))
        return self.now

    def cancel(self, pending):
        for task in pending:
            task.cancel()
        self.loop.run_until_complete(asyncio.wait(pending))
