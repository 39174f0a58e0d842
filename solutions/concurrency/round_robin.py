"""Round robin, solved with a deque and a heap.

A generator is a function that can stop in the middle, and that is all a task
has to be. `send` resumes it and returns what it yields next; `throw` resumes it
with an exception instead; its end is a `StopIteration` that carries the
returned value. `yield from` passes all of this through, so a task may call
helpers that wait, and the scheduler never knows. `await` is that same `yield
from`.

Whoever can go on stands in a deque, together with what it is to be resumed
with. Sleepers lie in a heap under (wake time, running number): the number keeps
equal times in order and keeps the heap from comparing tasks. Joiners wait in a
list on the task they join; the list outlives the waiting, for it also says
whether anybody heard of a failure. So nobody is polled: whatever ends the
waiting puts the task into the deque. It is only put there, never resumed on the
spot, hence a chain of joins of any length needs no recursion.

Cost: O(1) for a plain turn, O(log n) for a sleep. At work this is asyncio. One
iteration of its loop: choose a timeout (zero if anything is ready, else until
the first timer), wait that long in the selector for sockets, move what became
readable and the timers that are due into the ready queue, run what stood there
at that moment. Timers are looked at each time, for real time passes while tasks
run. The queue is a deque and the timers are a heap, but without our number:
equal times come in any order. `Task.__step` is our `_step`: `coro.send(None)`,
or `coro.throw`. A coroutine yields a future where ours says `Join`, and a
callback of that future puts the task back into the queue; the value is fetched
by the future's own `__await__`. Junk comes back as an error on the next step.
What we leave out is the selector, and cancellation: a `throw` of
`CancelledError` on the next turn. What asyncio leaves out is the deadlock: a
circle of awaits hangs in silence, for a socket might still wake somebody.

Interview: "What does an event loop do, and why does one blocking call stop
everything?" Draw the ready queue, the timer heap, the selector, and say what
one iteration does. Then: a step is an ordinary call, on the one thread there
is. Until it reaches its next `await` that really suspends, no timer fires, no
socket is read and nothing can be cancelled, for the code that would do it is
the loop's, and it waits for that call to return. `time.sleep(1)` or a second of
parsing thus delays everybody by a second; send it to a thread or a process.
Add that an `await` of something ready need not suspend, so a loop of such
awaits starves the rest too; that between two awaits nobody interferes, which
is why few locks are needed; and that a task nobody awaits keeps its exception
to itself, until asyncio complains that it was never retrieved.

Hints
-----
1. Which two methods resume a generator with something in hand, how does each
   end, and where is the value of its `return`?
2. For each task that cannot go on, somebody knows when it can. Who, for a
   sleeper? Who, for a joiner? Store it there, and you need not search.
3. Two sleepers wake at 3.0. What does `heapq` compare next, and what would you
   like it to compare?
4. Keep in the queue not the task alone, but (task, value, error): what its next
   turn will `send` or `throw`.
5. `run`: while somebody is ready or asleep: if nobody is ready, set the time to
   the first wake time and move all who wake then into the queue; take the
   first of the queue, resume it; `StopIteration` or `Exception` ends it and
   queues its joiners with the outcome, anything yielded goes to one `match`.
"""

import heapq
import itertools
from collections import deque
from collections.abc import Generator
from typing import Any, NamedTuple


class Sleep(NamedTuple):
    seconds: float


class Join(NamedTuple):
    task: "Task"


class Task:
    def __init__(self, generator: Any) -> None:
        self._generator = generator
        self._joiners: list[Task] = []
        self._outcome: tuple[Any, Exception | None] | None = None


class Scheduler:
    def __init__(self) -> None:
        self._now = 0.0
        self._ready: deque[tuple[Task, Any, Exception | None]] = deque()
        self._asleep: list[tuple[float, int, Task]] = []
        self._numbers = itertools.count()
        self._alive: set[Task] = set()
        self._failed: list[tuple[Task, Exception]] = []

    @property
    def now(self) -> float:
        return self._now

    def spawn(self, generator: Generator[Any, Any, Any]) -> Task:
        task = Task(generator)
        self._alive.add(task)
        self._ready.append((task, None, None))
        return task

    def run(self) -> float:
        while self._ready or self._asleep:
            if not self._ready:
                self._jump()
            self._step(*self._ready.popleft())
        for task, error in self._failed:
            if not task._joiners:
                raise error
        if self._alive:
            names = sorted(task._generator.__name__ for task in self._alive)
            raise RuntimeError(f"deadlock, nobody can wake these: {', '.join(names)}")
        return self._now

    def _jump(self) -> None:
        self._now = self._asleep[0][0]
        while self._asleep and self._asleep[0][0] == self._now:
            _, _, task = heapq.heappop(self._asleep)
            self._ready.append((task, None, None))

    def _step(self, task: Task, value: Any, error: Exception | None) -> None:
        generator = task._generator
        try:
            request = generator.send(value) if error is None else generator.throw(error)
        except StopIteration as end:
            self._end(task, end.value, None)
        except Exception as failure:
            self._failed.append((task, failure))
            self._end(task, None, failure)
        else:
            self._obey(task, request)

    def _end(self, task: Task, value: Any, error: Exception | None) -> None:
        task._outcome = value, error
        self._alive.remove(task)
        self._ready.extend((joiner, value, error) for joiner in task._joiners)

    def _obey(self, task: Task, request: object) -> None:
        match request:
            case Sleep(seconds) if seconds < 0:
                self._ready.append((task, None, ValueError(f"nobody can sleep {seconds} seconds")))
            case None | Sleep(0):
                self._ready.append((task, None, None))
            case Sleep(seconds):
                heapq.heappush(self._asleep, (self._now + seconds, next(self._numbers), task))
            case Join(other):
                other._joiners.append(task)
                if other._outcome is not None:
                    self._ready.append((task, *other._outcome))
            case _:
                self._ready.append((task, None, TypeError(f"yielded {request!r}")))
