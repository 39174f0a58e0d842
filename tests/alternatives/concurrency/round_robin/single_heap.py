"""No queue: one heap of (time, number, resume), where whoever is ready is due now."""

from collections import namedtuple
from heapq import heappop, heappush

Sleep = namedtuple("Sleep", "seconds")
Join = namedtuple("Join", "task")


class Task:
    def __init__(self, generator):
        self.generator = generator
        self.running = True
        self.returned = self.raised = None
        self.heard = False
        self.callbacks = []


class Scheduler:
    def __init__(self):
        self.time = 0.0
        self.heap = []
        self.count = 0
        self.tasks = []

    @property
    def now(self):
        return self.time

    def call_later(self, seconds, resume, *args):
        self.count += 1
        heappush(self.heap, (self.time + seconds, self.count, resume, args))

    def spawn(self, generator):
        task = Task(generator)
        self.tasks.append(task)
        self.call_later(0, self.step, task, generator.send, None)
        return task

    def run(self):
        while self.heap:
            self.time, _, resume, args = heappop(self.heap)
            resume(*args)
        failed = [task for task in self.tasks if task.raised and not task.heard]
        if failed:
            raise min(failed, key=lambda task: task.ended).raised
        waiting = [task.generator.__name__ for task in self.tasks if task.running]
        if waiting:
            raise RuntimeError(waiting)
        return self.time

    def step(self, task, resume, argument):
        try:
            wish = resume(argument)
        except StopIteration as stop:
            task.returned = stop.value
        except Exception as error:
            task.raised = error
        else:
            self.wait(task, wish)
            return
        task.running = False
        self.count += 1
        task.ended = self.count
        for joiner in task.callbacks:
            self.deliver(task, joiner)

    def wait(self, task, wish):
        send, throw = task.generator.send, task.generator.throw
        if wish is None:
            self.call_later(0, self.step, task, send, None)
        elif type(wish) is Join:
            if wish.task.running:
                wish.task.callbacks.append(task)
            else:
                self.deliver(wish.task, task)
        elif type(wish) is not Sleep:
            self.call_later(0, self.step, task, throw, TypeError(wish))
        elif wish.seconds < 0:
            self.call_later(0, self.step, task, throw, ValueError(wish))
        else:
            self.call_later(wish.seconds, self.step, task, send, None)

    def deliver(self, ended, joiner):
        if ended.raised:
            ended.heard = True
            self.call_later(0, self.step, joiner, joiner.generator.throw, ended.raised)
        else:
            self.call_later(0, self.step, joiner, joiner.generator.send, ended.returned)
