"""Programs for threads: each class says in its docstring whether it is right, or what is wrong."""

import itertools
import queue
import threading
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from threading import Lock, Semaphore

# Counters


class UnlockedCounter:
    """Wrong: reads, and then writes what another thread may have changed meanwhile."""

    def __init__(self):
        self.n = 0

    def increment(self):
        self.n += 1


class LockPerCallCounter(UnlockedCounter):
    """Wrong: a new lock for each call protects nothing."""

    def increment(self):
        with threading.Lock():
            self.n += 1


class LockedCounter(UnlockedCounter):
    """Right."""

    def __init__(self):
        super().__init__()
        self._lock = Lock()

    def increment(self):
        with self._lock:
            self.n += 1


class AtomicCounter:
    """Right: `next` of a counter written in C cannot be interrupted."""

    def __init__(self):
        self._count = itertools.count()

    def increment(self):
        next(self._count)

    @property
    def n(self):
        return next(self._count)


class ReentrantCounter(UnlockedCounter):
    """Right: the same thread may take an RLock twice."""

    def __init__(self):
        super().__init__()
        self._lock = threading.RLock()

    def increment(self):
        with self._lock:
            self._add()

    def _add(self):
        with self._lock:
            self.n += 1


class PoolCounter(LockedCounter):
    """Right: both calls run in a pool, which is waited for."""

    def increment(self):
        with ThreadPoolExecutor(1) as pool:
            pool.submit(super().increment).result()


total = 0


class GlobalCounter:
    """Wrong: a global is as shared as an attribute."""

    def __init__(self):
        global total
        total = 0

    def increment(self):
        global total
        total += 1

    @property
    def n(self):
        return total


class ClosureCounter:
    """Wrong: so is a variable of the function around."""

    def __init__(self):
        n = 0

        def increment():
            nonlocal n
            n = n + 1

        self.increment = increment
        self.read = lambda: n

    @property
    def n(self):
        return self.read()


# Buffers with room for one item


class Buffer:
    """Right: two conditions on one lock."""

    def __init__(self):
        self._items = deque()
        lock = threading.Lock()
        self._not_full = threading.Condition(lock)
        self._not_empty = threading.Condition(lock)

    def put(self, item):
        with self._not_full:
            while self._items:
                self._not_full.wait()
            self._items.append(item)
            self._not_empty.notify()

    def get(self):
        with self._not_empty:
            while not self._items:
                self._not_empty.wait()
            item = self._items.popleft()
            self._not_full.notify()
            return item


class AsksOnceBuffer(Buffer):
    """Wrong: `if` instead of `while`: another consumer may have been faster."""

    def get(self):
        with self._not_empty:
            if not self._items:
                self._not_empty.wait()
            item = self._items.popleft()
            self._not_full.notify()
            return item


class SilentBuffer(Buffer):
    """Wrong: nobody tells a waiting producer that there is room again."""

    def get(self):
        with self._not_empty:
            while not self._items:
                self._not_empty.wait()
            return self._items.popleft()


class OneConditionBuffer:
    """Wrong: `notify` may wake a consumer where a producer was meant."""

    def __init__(self):
        self._items = []
        self._changed = threading.Condition()

    def put(self, item):
        with self._changed:
            while self._items:
                self._changed.wait()
            self._items.append(item)
            self._wake()

    def get(self):
        with self._changed:
            while not self._items:
                self._changed.wait()
            item = self._items.pop()
            self._wake()
            return item

    def _wake(self):
        self._changed.notify()


class WakesAllBuffer(OneConditionBuffer):
    """Right: everybody looks again."""

    def _wake(self):
        self._changed.notify_all()


class QueueBuffer:
    """Right: the standard library's."""

    def __init__(self):
        self._queue = queue.Queue(1)
        self.put, self.get = self._queue.put, self._queue.get


class SemaphoreBuffer:
    """Right."""

    def __init__(self):
        self._items = []
        self._free, self._used = Semaphore(1), Semaphore(0)
        self._lock = Lock()

    def put(self, item):
        self._free.acquire()
        with self._lock:
            self._items.append(item)
        self._used.release()

    def get(self):
        self._used.acquire()
        with self._lock:
            item = self._items.pop()
        self._free.release()
        return item


class PollingBuffer:
    """Wrong: looks, and then acts on what may be true no longer."""

    def __init__(self):
        self._items = []

    def put(self, item):
        while self._items:
            time.sleep(0.001)
        self._items.append(item)
        assert len(self._items) == 1, "there is room for one"

    def get(self):
        while not self._items:
            time.sleep(0.001)
        return self._items.pop()


# Two accounts


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.RLock()


def transfer_in_argument_order(source, target, amount):
    """Wrong: two opposite transfers wait for each other."""
    with source.lock:
        with target.lock:
            source.balance -= amount
            target.balance += amount


def transfer_in_one_order(source, target, amount):
    """Right: everybody takes the locks in the same order."""
    first, second = sorted((source, target), key=id)
    with first.lock, second.lock:
        source.balance -= amount
        target.balance += amount


# Something made on first use


class LazyUnlocked:
    """Wrong: both find nothing, both make it."""

    def __init__(self, factory):
        self._factory = factory
        self._value = None

    def get(self):
        if self._value is None:
            self._value = self._factory()
        return self._value


class LazyLocked(LazyUnlocked):
    """Right: looks again once it has the lock."""

    def __init__(self, factory):
        super().__init__(factory)
        self._lock = threading.Lock()

    def get(self):
        if self._value is None:
            with self._lock:
                if self._value is None:
                    self._value = self._factory()
        return self._value


class LazyDict:
    """Wrong: `in` and then an assignment."""

    def __init__(self, factory):
        self._factory = factory
        self._made = {}

    def get(self):
        if "value" not in self._made:
            self._made["value"] = self._factory()
        return self._made["value"]


# Threads of their own


def map_joined(function, items):
    """Right."""
    todo = queue.SimpleQueue()
    results = [None] * len(items)
    for pair in enumerate(items):
        todo.put(pair)

    def work():
        while True:
            try:
                place, item = todo.get_nowait()
            except queue.Empty:
                return
            results[place] = function(item)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def map_not_joined(function, items):
    """Wrong: the results are returned before they are there."""
    results = [None] * len(items)

    def work(place, item):
        results[place] = function(item)

    for place, item in enumerate(items):
        threading.Thread(target=work, args=(place, item)).start()
    return results


def map_with_a_shared_index(function, items):
    """Wrong: two threads may take the same index, or one that is not there."""
    results = [None] * len(items)
    taken = {"next": 0}

    def work():
        while taken["next"] < len(items):
            place = taken["next"]
            taken["next"] += 1
            results[place] = function(items[place])

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def map_in_a_pool(function, items):
    """Right."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(function, items))


def map_in_a_pool_left_open(function, items):
    """Right: workers that have nothing to do are left alone at the end."""
    return list(ThreadPoolExecutor(2).map(function, items))
