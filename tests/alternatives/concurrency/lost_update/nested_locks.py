"""A transfer holds one lock and lets `withdraw` take the other; hits belong to one worker."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from threading import Condition, RLock

NUMBERS = itertools.count()


class Account:
    def __init__(self, balance):
        self.number = next(NUMBERS)
        self.lock = RLock()
        self.amount = balance

    @property
    def balance(self):
        with self.lock:
            return self.amount

    def deposit(self, amount):
        self.change(check(amount))

    def withdraw(self, amount):
        return self.change(-check(amount))

    def change(self, amount):
        with self.lock:
            if self.amount + amount < 0:
                return False
            self.amount += amount
            return True


def check(amount):
    if amount < 1:
        raise ValueError
    return amount


def transfer(source, target, amount):
    """The two calls take the lock of the higher number, always after that of the lower one."""
    lower = min(source, target, key=lambda account: account.number)
    with lower.lock:
        done = source.withdraw(amount)
        if done:
            target.deposit(amount)
        return done


class Counter:
    def __init__(self):
        self.owner = ThreadPoolExecutor(1)
        self.hits = {}

    def hit(self, *keys):
        self.owner.submit(self.count, keys).result()

    def count(self, keys):
        for key in keys:
            self.hits.setdefault(key, 0)
            self.hits[key] += 1

    def snapshot(self):
        return self.owner.submit(dict, self.hits).result()


class LazyConfig:
    """While one loads, without a lock, the others wait for the end of it."""

    def __init__(self, loader):
        self.loader = loader
        self.changed = Condition()
        self.state = "new"

    def get(self):
        with self.changed:
            self.changed.wait_for(lambda: self.state != "loading")
            if self.state == "loaded":
                return self.value
            self.state = "loading"
        following = "new"
        try:
            self.value = self.loader()
            following = "loaded"
        finally:
            with self.changed:
                self.state = following
                self.changed.notify_all()
        return self.value
