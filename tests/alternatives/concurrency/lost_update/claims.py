"""No lock is held while money moves: an account is claimed, and others wait until it is free."""

import contextlib
from collections import defaultdict
from concurrent.futures import Future
from threading import Condition, Lock

FREE = Condition()
CLAIMED = set()


@contextlib.contextmanager
def claimed(*accounts):
    wanted = set(map(id, accounts))
    with FREE:
        FREE.wait_for(lambda: not wanted & CLAIMED)
        CLAIMED.update(wanted)
    try:
        yield
    finally:
        with FREE:
            CLAIMED.difference_update(wanted)
            FREE.notify_all()


def positive(amount):
    if not amount > 0:
        raise ValueError(amount)
    return amount


class Account:
    def __init__(self, balance):
        self.money = balance

    @property
    def balance(self):
        with claimed(self):
            return self.money

    def deposit(self, amount):
        with claimed(self):
            self.money += positive(amount)

    def withdraw(self, amount):
        with claimed(self):
            if self.money < positive(amount):
                return False
            self.money = self.money - amount
        return True


def transfer(source, target, amount):
    with claimed(source, target):
        covered = source.money >= positive(amount)
        if covered:
            source.money -= amount
            target.money += amount
    return covered


class Counter:
    def __init__(self):
        self.hits = defaultdict(int)
        self.changed = Condition()

    def hit(self, *keys):
        with self.changed:
            for key in keys:
                self.hits[key] += 1

    def snapshot(self):
        with self.changed:
            return {key: count for key, count in self.hits.items() if count}


class LazyConfig:
    """The first to come leaves a future for the others, and loads without a lock."""

    def __init__(self, loader):
        self.loader = loader
        self.lock = Lock()
        self.future = None

    def get(self):
        while True:
            with self.lock:
                future, is_first = self.future, self.future is None
                if is_first:
                    future = self.future = Future()
            if is_first:
                return self.load(future)
            if not future.exception():
                return future.result()

    def load(self, future):
        try:
            future.set_result(self.loader())
        except BaseException as error:
            with self.lock:
                self.future = None
            future.set_exception(error)
            raise
        return future.result()
